/** When customers are asked: their first invoice is paid, the contract is renewed, what they wrote is answered. */
export const ratingStages = ['first_invoice_paid', 'renewed', 'conversation_answered', 'visit_done'] as const
export type RatingStage = (typeof ratingStages)[number]
