import type { Language } from '../company/read.ts'

/**
 * Names the words by which a customer lets the company charge a card by itself. They stand in portal/words/<language>/cards.ts
 * under `consent`; whoever changes them gives them a new name here, so that it stays known what each customer has agreed to.
 */
export const consentVersion = 'autopay-2026-11'

/** The words a customer has agreed to, and in which language they read them. */
export type Consent = { version: string; language: Language }
