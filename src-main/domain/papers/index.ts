/** What papers have in common: their words, the places in the log that they name, and how they are made. */
export const papers = { name: 'papers', events: [], calls: {} } as const
