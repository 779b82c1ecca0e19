/** How often a fault is tried: a few times beside the other tests, as the figures of quality ask by `npm run test:faults`. */
export const times = (few: number, many: number) => (process.env.FAULTS === 'full' ? many : few)
