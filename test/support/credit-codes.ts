/**
 * A synthetic 统一社会信用代码 that fits both check characters, made independently of the program's own check: from the
 * values of the characters and the published weights, written out.
 */
export function makeCreditCode(area: string, counter: number, authority = '91'): string {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const body = `MA${String(counter).padStart(6, '0')}`
  const inner = [3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, w, i) => sum + w * Number.parseInt(body[i]!, 36), 0)
  const nine = ['0', 'X', '9', '8', '7', '6', '5', '4', '3', '2', '1'][inner % 11]!
  const front = `${authority}${area}${body}${nine}`
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const sum = [...front].reduce((total, character, i) => total + letters.indexOf(character) * weights[i]!, 0)
  return `${front}${letters[(31 - (sum % 31)) % 31]}`
}
