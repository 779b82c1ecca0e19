import type { Sql } from '#db/client.ts'
import type { Clock, Exchange } from './turn.ts'

/** What every part of the running sandbox shares. */
export type Works = {
	sql: Sql
	clock: Clock
	publicUrl(): string
	webhookUrl(): string
	webhookSecret: string
	/** The name that the hosted pages show as the seller's. */
	merchant: string
	/** Resolves when the sandbox's tables exist. */
	ready(): Promise<void>
	/** Something was written that is to be delivered. */
	wake(): void
	observe: ((exchange: Exchange) => void) | undefined
}
