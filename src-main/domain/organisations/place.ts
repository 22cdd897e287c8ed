import {
  abroadWords,
  deltaCities,
  deltaNames,
  elsewhereWords,
  otherCities,
  otherProvinces,
} from './places.ts'
import { type DeltaRegion, deltaRegions, type Region } from './region.ts'

export type Place = {
  readonly region: Region
  /** With 市: 苏州市; null when the text names no city of the Delta. */
  readonly city: string | null
}

const cityRegions = new Map<string, DeltaRegion>(
  Object.entries(deltaCities).flatMap(([region, names]) =>
    names.split(' ').map((name): [string, DeltaRegion] => [name, region as DeltaRegion]),
  ),
)
const outsideCities = new Set(otherCities.split(' ').flatMap((name) => [name, `${name}市`]))
const alone = new Map<string, Region>([
  ...deltaRegions.flatMap((region) =>
    deltaNames[region].alone.map((word): [string, Region] => [word, region]),
  ),
  ...[...outsideCities].map((name): [string, Region] => [name, 'other']),
  ...elsewhereWords.map((word): [string, Region] => [word, 'other']),
  ...abroadWords.map((word): [string, Region] => [word, 'abroad']),
])
const cityPattern = new RegExp(`^(${[...cityRegions.keys()].join('|')})(市?)`)
const deltaPattern = /^(上海|江苏|浙江|安徽)([省市]?)/
const byName = new Map(deltaRegions.map((region) => [deltaNames[region].name, region]))

/**
 * The place that a region cell names (上海市 · 沪 · 江苏省苏州市工业园区 · 昆山 · 北京 · 德国), or null. The whole text must be
 * a place or an address: the name of an organisation is never taken for one because it begins with a place.
 */
export function placeFromText(text: string): Place | null {
  const words = text
    .normalize('NFKC')
    .replace(/[\s\-—_/·,，、>()]+/gu, '')
    .replace(/^中国(?=.)(?!香港|澳门|台湾)/u, '')
  const single = alone.get(words.toLowerCase())
  if (single) return { region: single, city: null }
  for (const province of otherProvinces) {
    const found = province.exec(words)
    if (!found) continue
    const rest = words.slice(found[0].length)
    return isInside(rest, true) || outsideCities.has(rest) ? { region: 'other', city: null } : null
  }
  return placeInDelta(words)
}

/** The region that a cell names, or null when it is no place. */
export function regionFromText(text: string): Region | null {
  return placeFromText(text)?.region ?? null
}

function placeInDelta(words: string): Place | null {
  const province = deltaPattern.exec(words)
  const region = province ? byName.get(province[1]!) : undefined
  const afterProvince = province ? words.slice(province[0].length) : words
  if (region === 'SH') {
    const rest = afterProvince.replace(/^上海市|^市辖区/u, '')
    return isInside(rest, province![2] === '市') ? { region, city: '上海市' } : null
  }
  if (region && afterProvince === '') return { region, city: null }
  const city = cityPattern.exec(afterProvince)
  if (!city) {
    return region && isInside(afterProvince, false) ? { region, city: null } : null
  }
  const cityRegion = cityRegions.get(city[1]!)!
  if (region && region !== cityRegion) return null
  if (!isInside(afterProvince.slice(city[0].length), city[2] === '市')) return null
  return { region: cityRegion, city: `${city[1]}市` }
}

/** What may follow a place: nothing, districts and zones, or (after a name with its 市) a street and number. */
function isInside(rest: string, afterFullName: boolean): boolean {
  if (rest === '') return true
  if (/^[\p{Script=Han}\d]{1,12}(?:区|县|镇|乡|街道)$/u.test(rest)) return true
  const within = cityPattern.exec(rest)
  if (within && within[0] === rest) return true
  if (!afterFullName) return false
  return /^\p{Script=Han}{1,8}(?:市|州|盟|旗)$/u.test(rest)
    ? !/(?:超|门|书|都|夜|集|菜|股|上)市$/u.test(rest)
    : /\d(?:号|室|层|楼|幢|栋|座|弄)$/u.test(rest)
}
