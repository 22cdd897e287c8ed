/** Where an application stands in formal review; one word each, the same on every screen and paper. */
export const reviewStates = ['未开始', '审查中', '通过', '补交材料中', '不予受理', '已撤回'] as const
export type ReviewState = (typeof reviewStates)[number]

/** States in which nobody has decided yet. */
export const undecidedStates = ['未开始', '审查中'] as const satisfies readonly ReviewState[]
