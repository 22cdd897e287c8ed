export const lookAgainPath = '/look-again'
