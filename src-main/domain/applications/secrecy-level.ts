/** True for a 密级 that says: none. Anything else in that field is a mark, and stops everything. */
export function isOpenSecrecy(secrecy: string): boolean {
  const word = secrecy.normalize('NFKC').replace(/\s+/gu, '')
  return /^(?:公开|可公开|非密|非涉密|不涉密|未涉密|无密级|无|否|不涉及)$/u.test(word)
}
