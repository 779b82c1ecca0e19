/** Trying again cannot help. */
export class Undeliverable extends Error {
	override name = 'Undeliverable'
}
