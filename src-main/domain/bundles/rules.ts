/** Sizes in MB that a bundle may be parted into: small discs, mail gateways. */
export const partSizes = [20, 50, 100] as const
export type PartSize = (typeof partSizes)[number]

/** Bytes of a part: the smaller of the two readings of MB, so that it fits whatever the other side counts in. */
export function partBytes(size: PartSize): number {
  return size * 1_000_000
}
