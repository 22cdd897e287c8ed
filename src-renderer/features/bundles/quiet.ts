/** After so many days without anything new from an office the exchange page and the work bench say so. */
export const quietDays = 7
