/** The digits of what a person typed or a code says, whatever stands between them. */
export function digits(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^0-9]/g, '')
}
