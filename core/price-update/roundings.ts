/** How a new price is made to look: to the currency's minor unit, or to the nearest that ends in .00, .90 or .99. */
export const roundings = ['minor', 'whole', 'ninety', 'ninety_nine'] as const
