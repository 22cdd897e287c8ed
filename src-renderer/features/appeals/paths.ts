export const appealsPath = '/appeals'
