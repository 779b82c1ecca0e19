/** What a type of invoice is for: one of the built-in ways to bill, or any. */
export const billedWays = ['any', 'period', 'change', 'one_off', 'down_payment', 'instalment', 'penalty'] as const
export type BilledWay = (typeof billedWays)[number]
