const minutes = 10

/** The ten minutes, [from, until), whose messages go into one letter, which leaves when they are over. */
export function letterWindow(at: Temporal.Instant): { from: Temporal.Instant; until: Temporal.Instant } {
	const step = minutes * 60_000
	const from = Temporal.Instant.fromEpochMilliseconds(Math.floor(at.epochMilliseconds / step) * step)
	return { from, until: from.add({ minutes }) }
}

/** Where the window that ends so began. */
export function windowUntil(until: Temporal.Instant): { from: Temporal.Instant; until: Temporal.Instant } {
	return { from: until.subtract({ minutes }), until }
}
