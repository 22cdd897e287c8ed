/** Where an appeal against 不予受理 stands. */
export const appealStates = ['申诉待处理', '维持原结论', '撤销原结论', '申诉已撤回'] as const
export type AppealState = (typeof appealStates)[number]

export const decisions = ['维持', '撤销并重新审查'] as const
export type AppealDecision = (typeof decisions)[number]

/** Longest texts, in characters. */
export const appealLimits = { grounds: 500, broughtBy: 100, reason: 2000 } as const
