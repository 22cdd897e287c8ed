/** How somebody asked for a favour. */
export const requestWays = ['当面', '电话', '短信或微信', '信函或邮件', '托人转达', '其他'] as const
export type RequestWay = (typeof requestWays)[number]
