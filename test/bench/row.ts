/** One line of the bench's table. Both sides ran in the same run on the same machine: only the ratio means something. */
export type BenchRow = {
	/** The work, as a person would say it. */
	what: string
	/** What ours did, in `unit`. */
	ours: number
	/** What the reference did, in `unit`, and what it is. */
	reference: number
	referenceIs: string
	/** Ours over the reference, or the reverse where less is better: higher is always better. */
	ratio: number
	/** The ratio to reach. */
	goal: number
	/** The reference's processor time for the same work over ours, server and program together: less shaken by neighbours. */
	processorRatio?: number
	/** Such as 'invoices/s' or 'ms'. */
	unit: string
	/** How to read it, and which part of the distance is physics. */
	howToRead: string
}
