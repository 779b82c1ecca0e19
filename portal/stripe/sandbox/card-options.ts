import { emptyable, hash, noneOf, oneOf } from './parameters.ts'

/** Ways to pay other than by card, none of which is played. */
export const OTHER_WAYS =
	'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto card_present cashapp crypto custom customer_balance demo_pay eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip'.split(
		' ',
	)

const UNPLAYED =
	'capture_method cvc_token installments mandate_options moto network request_extended_authorization request_incremental_authorization request_multicapture request_overcapture require_cvc_recollection restrictions setup_credential_usage statement_descriptor_suffix_kana statement_descriptor_suffix_kanji stored_credential_usage three_d_secure'.split(
		' ',
	)

const REQUEST_AUTHENTICATION = oneOf('any', 'automatic', 'challenge')

/** `payment_method_options` of an intent. */
export const METHOD_OPTIONS = hash({
	...noneOf(OTHER_WAYS),
	card: emptyable(
		hash({ ...noneOf([...UNPLAYED, 'setup_future_usage']), request_three_d_secure: REQUEST_AUTHENTICATION }),
	),
})

/** `payment_method_options` of a session. */
export const SESSION_METHOD_OPTIONS = hash({
	...noneOf(OTHER_WAYS),
	card: hash({
		...noneOf(UNPLAYED),
		request_three_d_secure: REQUEST_AUTHENTICATION,
		setup_future_usage: oneOf('off_session', 'on_session'),
	}),
})
