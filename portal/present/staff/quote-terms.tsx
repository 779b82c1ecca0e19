import type { QuotePurpose } from '#core/quote/state.ts'
import { bound, type usePageForm } from '../../page-form.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAmend } from '../../words/staff-amend.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import { DiscountFields, PeriodFields, ProrateField } from './contract-fields.tsx'
import { everything, type FormRights, Righted } from './field-right/righted.tsx'
import type { QuoteFields } from './quote-fields.tsx'

export type AgreedFields = Pick<
	QuoteFields,
	'alignment' | 'timing' | 'prorate' | 'paymentTermDays' | 'noticeDays' | 'renewal' | 'access'
>

/** What stands in fields of the form, to be read where it may not be written. */
export type Standing = { [Name in keyof QuoteFields]?: string | null | undefined }

type TermsProps = {
	fields: ReturnType<typeof usePageForm<QuoteFields>>[1]
	purpose: QuotePurpose
	rights: FormRights
	stands: Standing
}

/** From when and for how long; of a new contract also how it is billed, given notice of, renewed and changed. */
export function QuoteTerms({ fields, purpose, rights, stands }: TermsProps) {
	// The term that a contract is renewed for moves its end.
	const movesEnd = purpose === 'renewal' && rights.locked.includes('contract.termEnd')
	const term = (
		<>
			<Righted of="contract.termEnd" rights={rights} label={sayQuote('quote.ends')} value={stands.endsOn ?? ''}>
				<Input {...bound(fields.endsOn)} label={sayQuote('quote.ends')} type="date" optional />
			</Righted>
			<Righted
				of={movesEnd ? 'contract.termEnd' : 'contract.renewal'}
				rights={rights}
				label={sayQuote('quote.termMonths')}
				value={stands.termMonths ?? ''}
			>
				<Input
					{...bound(fields.termMonths)}
					label={sayQuote('quote.termMonths')}
					hint={purpose === 'new' ? sayQuote('quote.termHint') : undefined}
					inputMode="numeric"
					optional
				/>
			</Righted>
		</>
	)
	const start = (
		<Input
			{...bound(fields.startsOn)}
			label={sayQuote('quote.starts')}
			hint={sayQuote('quote.startsHint')}
			type="date"
			optional
		/>
	)
	if (purpose === 'renewal') return term
	if (purpose === 'change') return start
	const order = say('staff.contract.purchaseOrder')
	return (
		<>
			{start}
			{term}
			<Righted of="contract.purchaseOrder" rights={rights} label={order} value={stands.purchaseOrder ?? ''}>
				<Input {...bound(fields.purchaseOrder)} label={order} optional />
			</Righted>
			<AgreedTerms {...{ fields, rights, stands }} />
		</>
	)
}

const renewals = ['none', 'tacit', 'quote'] as const
const accesses = ['none', 'upsell', 'upsell_and_downsell'] as const

type AgreedTermsProps = {
	fields: Pick<ReturnType<typeof usePageForm<AgreedFields>>[1], keyof AgreedFields>
	rights?: FormRights
	stands?: Standing
}

/** How it is billed, given notice of, renewed and changed. */
export function AgreedTerms({ fields, rights = everything, stands = {} }: AgreedTermsProps) {
	const payWithin = sayQuote('quote.paymentTermDays')
	const notice = say('staff.contract.noticeDays')
	const renewal = renewals.find((one) => one === stands.renewal) ?? 'none'
	const access = accesses.find((one) => one === stands.access) ?? 'none'
	return (
		<>
			<PeriodFields fields={fields} />
			<Righted of="contract.paymentDays" rights={rights} label={payWithin} value={stands.paymentTermDays ?? ''}>
				<Input {...bound(fields.paymentTermDays)} label={payWithin} inputMode="numeric" optional />
			</Righted>
			<Righted of="contract.notice" rights={rights} label={notice} value={stands.noticeDays ?? ''}>
				<Input {...bound(fields.noticeDays)} label={notice} inputMode="numeric" optional />
			</Righted>
			<Righted
				of="contract.renewal"
				rights={rights}
				label={sayQuote('quote.renewal')}
				value={sayQuote(`quote.renewals.${renewal}`)}
			>
				<Select {...bound(fields.renewal)} label={sayQuote('quote.renewal')}>
					{renewals.map((one) => (
						<option key={one} value={one}>
							{sayQuote(`quote.renewals.${one}`)}
						</option>
					))}
				</Select>
			</Righted>
			<Righted
				of="contract.access"
				rights={rights}
				label={sayQuote('quote.access')}
				value={sayQuote(`quote.accesses.${access}`)}
			>
				<Select {...bound(fields.access)} label={sayQuote('quote.access')}>
					{accesses.map((one) => (
						<option key={one} value={one}>
							{sayQuote(`quote.accesses.${one}`)}
						</option>
					))}
				</Select>
			</Righted>
			<div className="mt-5">
				<ProrateField fields={fields} />
			</div>
		</>
	)
}

type DiscountProps = Omit<TermsProps, 'purpose'> & { currency: string }

/** Off everything. */
export function QuoteDiscount({ fields, rights, stands, currency }: DiscountProps) {
	const { discountPercent, discountAmount, discountMonths, discountUntil } = stands
	const off = discountPercent ? `${discountPercent} %` : discountAmount ? `${discountAmount} ${currency}` : ''
	const kept = [
		['amend.offPercent', off],
		['amend.offMonths', discountMonths],
		['amend.offUntil', discountUntil],
	] as const
	if (rights.locked.includes('contract.discount'))
		return kept.map(([label, value]) =>
			value || label === 'amend.offPercent' ? (
				<Righted key={label} of="contract.discount" rights={rights} label={sayAmend(label)} value={value ?? ''}>
					{null}
				</Righted>
			) : null,
		)
	return (
		<Righted of="contract.discount" rights={rights} label="" value="">
			<DiscountFields fields={fields} />
		</Righted>
	)
}
