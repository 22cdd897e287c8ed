/** What a list of applications can be sorted by; without a schema, so that the window can have it too. */
export const sortColumns = [
  'number',
  'title',
  'lead',
  'field',
  'requested',
  'total',
  'state',
  'deadline',
] as const

export type ListSort = { readonly column: (typeof sortColumns)[number]; readonly descending: boolean }
