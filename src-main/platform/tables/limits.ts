const MiB = 2 ** 20

/**
 * What a table may be. Far above a roster of 100,000 rows, far below what would stop the program; a file beyond them is
 * refused with `tables/too-large`, naming which one.
 */
export const limits = {
  /** Bytes of the file. */
  file: 96 * MiB,
  /** Unpacked bytes of one part of an XLSX, and of all together. */
  part: 256 * MiB,
  unpacked: 768 * MiB,
  parts: 10_000,
  rows: 200_000,
  columns: 500,
  cells: 5_000_000,
  /** Seconds in the worker. */
  seconds: 120,
}
