/** The version of the system's library that a file of this platform asks for: GLIBC_2.34 as [2, 34]. */
export type Version = readonly number[]

const elf64LittleEndian = [0x7f, 0x45, 0x4c, 0x46, 2, 1]
const stringTable = 3
const versionNeeds = 0x6ffffffe

/**
 * The highest version of each family that an ELF library asks for (`GLIBC`, `GLIBCXX`, …); empty for other files, as those
 * of Windows. Reads no further than the file goes; throws a RangeError on one that contradicts itself.
 */
export function neededVersions(file: Uint8Array): ReadonlyMap<string, Version> {
  const highest = new Map<string, Version>()
  for (const name of neededNames(file)) {
    const [, family, digits] = /^([A-Z]+)_(\d+(?:\.\d+)*)$/.exec(name) ?? []
    if (!family || !digits) continue
    const version = versionOf(digits)
    const before = highest.get(family)
    if (!before || isNewer(version, before)) highest.set(family, version)
  }
  return highest
}

export function versionOf(digits: string): Version {
  return digits.split('.').map(Number)
}

export function isNewer(one: Version, other: Version): boolean {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}

/** Names in the section of needed versions (gABI, "Symbol Versioning": Verneed and Vernaux). */
function* neededNames(file: Uint8Array): Generator<string> {
  if (!elf64LittleEndian.every((byte, at) => file[at] === byte)) return
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const sections = Number(view.getBigUint64(0x28, true))
  const [size, count] = [view.getUint16(0x3a, true), view.getUint16(0x3c, true)]
  const header = (index: number) => {
    const at = sections + index * size
    return {
      type: view.getUint32(at + 4, true),
      offset: Number(view.getBigUint64(at + 0x18, true)),
      link: view.getUint32(at + 0x28, true),
      entries: view.getUint32(at + 0x2c, true),
    }
  }
  for (let index = 0; index < count; index++) {
    const needs = header(index)
    if (needs.type !== versionNeeds) continue
    const strings = header(needs.link)
    if (strings.type !== stringTable) return
    let at = needs.offset
    for (let library = 0; library < needs.entries; library++) {
      let entry = at + view.getUint32(at + 8, true)
      for (let names = view.getUint16(at + 2, true); names > 0; names--) {
        yield textAt(file, strings.offset + view.getUint32(entry + 8, true))
        entry += view.getUint32(entry + 12, true)
      }
      at += view.getUint32(at + 12, true)
    }
  }
}

function textAt(file: Uint8Array, start: number): string {
  return new TextDecoder().decode(file.subarray(start, file.indexOf(0, start)))
}
