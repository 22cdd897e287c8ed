export const peoplePath = '/assignments'
export const ownReviewsPath = '/assignments/own'
