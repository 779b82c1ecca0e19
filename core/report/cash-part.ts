/** The bars of a month of cash flow. */
export const cashParts = ['planned', 'received', 'overdue'] as const
export type CashPart = (typeof cashParts)[number]
