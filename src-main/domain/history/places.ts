type Places = { readonly from: number; readonly to: number }

/** 「第 36–83 条」: places of a chain, to be read. */
export function placesOf({ from, to }: Places): string {
  return from === to ? `第 ${from} 条` : `第 ${from}–${to} 条`
}

/** 「第 121 至 180 条」: as one says it on the telephone. */
export function placesAloud({ from, to }: Places): string {
  return from === to ? `第 ${from} 条` : `第 ${from} 至 ${to} 条`
}
