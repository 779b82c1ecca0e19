import type { FailureReason } from '#core/payment/payment.ts'

type Failure = {
	code?: string | null | undefined
	decline_code?: string | null | undefined
	advice_code?: string | null | undefined
}

// Source: https://docs.stripe.com/declines/codes and https://docs.stripe.com/error-codes, read 2026-11.
const reasons: Record<FailureReason, string> = {
	insufficient_funds: 'insufficient_funds',
	expired_card: 'expired_card invalid_expiry_month invalid_expiry_year',
	incorrect_details:
		'incorrect_number incorrect_cvc incorrect_zip incorrect_address incorrect_pin invalid_account invalid_cvc invalid_number ' +
		'invalid_pin offline_pin_required online_or_offline_pin_required pin_try_exceeded',
	authentication_required:
		'authentication_required authentication_not_handled payment_intent_authentication_failure mobile_device_authentication_required',
	card_not_supported:
		'card_not_supported currency_not_supported service_not_allowed transaction_not_allowed not_permitted restricted_card ' +
		'new_account_information_available revocation_of_authorization revocation_of_all_authorizations stop_payment_order ' +
		'security_violation resource_missing payment_method_unactivated',
	limit_exceeded:
		'amount_too_large amount_too_small invalid_amount withdrawal_count_limit_exceeded card_velocity_exceeded card_decline_rate_limit_exceeded ' +
		'approve_with_id_limit',
	lost_or_stolen: 'lost_card stolen_card pickup_card',
	processing_error: 'processing_error issuer_not_available try_again_later reenter_transaction approve_with_id',
	// Also fraudulent and merchant_blacklist: the holder is told no more than that the bank declined.
	declined:
		'card_declined generic_decline call_issuer do_not_honor do_not_try_again no_action_taken fraudulent merchant_blacklist',
}

const byCode = new Map<string, FailureReason>()
for (const [reason, codes] of Object.entries(reasons))
	for (const code of codes.split(' ')) byCode.set(code, reason as FailureReason)

/** Stripe's codes as a reason that can be told to the holder of the card. The bank's own code says most. */
export function reasonOf(failure: Failure | null | undefined): FailureReason {
	return byCode.get(failure?.decline_code ?? '') ?? byCode.get(failure?.code ?? '') ?? 'declined'
}

// Codes by which a bank says that the same card will not do, whatever the reason it gives. Source: as above, "Next steps".
const final = new Set(
	'do_not_try_again fraudulent merchant_blacklist stop_payment_order revocation_of_authorization revocation_of_all_authorizations'.split(
		' ',
	),
)

/** Whether Stripe or the bank says that charging the same card again cannot help. */
export function neverOf(failure: Failure | null | undefined): boolean {
	return failure?.advice_code === 'do_not_try_again' || final.has(failure?.decline_code ?? '')
}
