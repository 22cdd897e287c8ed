const brackets: Record<string, string> = {
  '[': '(',
  '【': '(',
  '〔': '(',
  '{': '(',
  ']': ')',
  '】': ')',
  '〕': ')',
  '}': ')',
}
const ending =
  /.{2,}(?:公司|集团|企业|厂|大学|学校|院|所|中心|实验室|协会|学会|商会|联盟|联合会|促进会|基金会|合作社|银行|平台|局|社|馆|合伙|\b(?:Ltd|LLC|Inc|Corp)\.?|GmbH|University|Institute)$/iu

/**
 * The form in which names of organisations are compared: half width, one kind of brackets, no white space or invisible
 * characters, no difference of case. Two names mean the same organisation only when these forms are equal as a whole,
 * never when one contains the other.
 */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[[\]【】〔〕{}]/gu, (bracket) => brackets[bracket]!)
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase()
}

type Named = { readonly name: string; readonly code: string | null }

/** By credit code when both have one, else by name; an empty name matches nobody. */
export function sameOrganisation(a: Named, b: Named): boolean {
  if (a.code && b.code) return a.code === b.code
  const name = comparableName(a.name)
  return name !== '' && name === comparableName(b.name)
}

/** True when the text ends as names of organisations end (…公司, …大学(苏州), …研究所); it says nothing about existence. */
export function looksLikeOrganisation(text: string): boolean {
  const name = text
    .normalize('NFKC')
    .trim()
    .replace(/\([^()]*\)$/u, '')
    .trim()
  return [...name].length >= 4 && ending.test(name)
}
