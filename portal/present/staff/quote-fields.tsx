import type { ListedProduct } from '#core/product/list.ts'
import type { QuotePurpose } from '#core/quote/state.ts'
import { bound, PageForm, useIsPosting, type usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { control, Input, Select, Textarea } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import { DiscountFields } from './contract-fields.tsx'
import { LineFields, lineProblems } from './line-fields.tsx'
import type { LineRow } from './line-row.ts'
import type { OfferRow } from './quote-form.ts'

export type QuoteFields = DiscountFields & {
	contactId: string
	signerOnly: string
	title: string
	validUntil: string
	introduction: string
	conditions: string
	startsOn: string
	endsOn: string
	termMonths: string
	alignment: string
	timing: string
	prorate: string
	paymentTermDays: string
	noticeDays: string
	renewal: string
	access: string
	purchaseOrder: string
}

export type AgreedFields = Pick<
	QuoteFields,
	'alignment' | 'timing' | 'prorate' | 'paymentTermDays' | 'noticeDays' | 'renewal' | 'access'
>

type QuoteFormProps = {
	form: ReturnType<typeof usePageForm<QuoteFields>>[0]
	fields: ReturnType<typeof usePageForm<QuoteFields>>[1]
	rows: LineRow[]
	offers: OfferRow[]
	products: ListedProduct[]
	currency: string
	contacts: { id: string; name: string }[]
	purpose: QuotePurpose
	version: number
	/** What a new one is begun with. */
	templateId?: string | undefined
}

/** A quote to be written. Of a change or renewal the contract says the terms; of a signature everything that is agreed. */
export function QuoteForm({
	form,
	fields,
	rows,
	offers,
	products,
	currency,
	contacts,
	purpose,
	version,
	templateId,
}: QuoteFormProps) {
	const signs = purpose === 'signature'
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} fields={lineProblems(rows)} />
			<input type="hidden" name="version" value={version} />
			{templateId ? <input type="hidden" name="templateId" value={templateId} /> : null}
			<Card>
				<div className="grid gap-x-8 lg:grid-cols-2">
					<div>
						{signs ? null : (
							<Input
								{...bound(fields.title)}
								label={sayQuote('quote.title')}
								hint={sayQuote('quote.titleHint')}
								optional
							/>
						)}
						<Select {...bound(fields.contactId)} label={sayQuote('quote.contact')}>
							<option value="">{sayQuote('quote.everyone')}</option>
							{contacts.map((contact) => (
								<option key={contact.id} value={contact.id}>
									{contact.name}
								</option>
							))}
						</Select>
						<Checkbox
							id={fields.signerOnly.id}
							name="signerOnly"
							label={sayQuote('quote.signerOnly')}
							defaultChecked={fields.signerOnly.initialValue === 'on'}
						/>
						<Input {...bound(fields.validUntil)} label={sayQuote('quote.validUntil')} type="date" required />
						<Textarea
							{...bound(fields.introduction)}
							label={sayQuote('quote.introduction')}
							hint={sayQuote('quote.introductionHint')}
							optional
						/>
						<Textarea
							{...bound(fields.conditions)}
							label={sayQuote('quote.conditions')}
							hint={sayQuote('quote.conditionsHint')}
							optional
						/>
					</div>
					{signs ? null : (
						<div className="mt-5 lg:mt-0">
							<Terms fields={fields} purpose={purpose} />
							<DiscountFields fields={fields} />
						</div>
					)}
				</div>
			</Card>
			{signs ? null : (
				<Section title={sayQuote('quote.lines')} intro={say('staff.contract.lineHint')}>
					<Card>
						<LineFields
							rows={rows}
							products={products}
							currency={currency}
							extra={(row) => <Offer row={row} offer={offers[row.place]} />}
						/>
					</Card>
				</Section>
			)}
			<div className="mt-6">
				<Button busy={useIsPosting()}>{sayQuote('quote.save')}</Button>
			</div>
		</PageForm>
	)
}

function Terms({ fields, purpose }: Pick<QuoteFormProps, 'fields' | 'purpose'>) {
	const term = (
		<>
			<Input {...bound(fields.endsOn)} label={sayQuote('quote.ends')} type="date" optional />
			<Input
				{...bound(fields.termMonths)}
				label={sayQuote('quote.termMonths')}
				hint={purpose === 'new' ? sayQuote('quote.termHint') : undefined}
				inputMode="numeric"
				optional
			/>
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
	return (
		<>
			{start}
			{term}
			<Input {...bound(fields.purchaseOrder)} label={say('staff.contract.purchaseOrder')} optional />
			<AgreedTerms fields={fields} />
		</>
	)
}

type AgreedTermsProps = { fields: Pick<ReturnType<typeof usePageForm<AgreedFields>>[1], keyof AgreedFields> }

/** How it is billed, given notice of, renewed and changed. */
export function AgreedTerms({ fields }: AgreedTermsProps) {
	return (
		<>
			<Select {...bound(fields.timing)} label={say('staff.contract.timing')}>
				{(['advance', 'arrears'] as const).map((timing) => (
					<option key={timing} value={timing}>
						{say(`staff.contract.timings.${timing}`)}
					</option>
				))}
			</Select>
			<Select {...bound(fields.alignment)} label={say('staff.contract.alignment')}>
				{(['anniversary', 'contract', 'calendar', 'month_end'] as const).map((alignment) => (
					<option key={alignment} value={alignment}>
						{say(`staff.contract.alignments.${alignment}`)}
					</option>
				))}
			</Select>
			<Input
				{...bound(fields.paymentTermDays)}
				label={sayQuote('quote.paymentTermDays')}
				inputMode="numeric"
				optional
			/>
			<Input {...bound(fields.noticeDays)} label={say('staff.contract.noticeDays')} inputMode="numeric" optional />
			<Select {...bound(fields.renewal)} label={sayQuote('quote.renewal')}>
				{(['none', 'tacit', 'quote'] as const).map((renewal) => (
					<option key={renewal} value={renewal}>
						{sayQuote(`quote.renewals.${renewal}`)}
					</option>
				))}
			</Select>
			<Select {...bound(fields.access)} label={sayQuote('quote.access')}>
				{(['none', 'upsell', 'upsell_and_downsell'] as const).map((access) => (
					<option key={access} value={access}>
						{sayQuote(`quote.accesses.${access}`)}
					</option>
				))}
			</Select>
			<div className="mt-5">
				<Checkbox
					id={fields.prorate.id}
					name="prorate"
					label={say('staff.contract.prorate')}
					defaultChecked={fields.prorate.initialValue === 'on'}
				/>
			</div>
		</>
	)
}

/** Whether a line is the customer's to choose. */
function Offer({ row, offer }: { row: LineRow; offer: OfferRow | undefined }) {
	const name = `offer[${row.place}]`
	const id = `offer-${row.place}`
	return (
		<div className="mt-3 grid items-end gap-x-6 gap-y-3 sm:grid-cols-3">
			<Checkbox
				id={`${id}-optional`}
				name={`${name}.optional`}
				label={sayQuote('quote.optional')}
				hint={offer?.contractLineId ? sayQuote('quote.restates') : undefined}
				defaultChecked={offer?.optional ?? false}
			/>
			<div className="[&>*]:mt-0">
				<Checkbox
					id={`${id}-off`}
					name={`${name}.off`}
					label={sayQuote('quote.off')}
					defaultChecked={offer?.off ?? false}
				/>
			</div>
			<div>
				<label htmlFor={`${id}-choice`} className="mb-1 block text-muted text-sm">
					{sayQuote('quote.choice')}
				</label>
				<input
					id={`${id}-choice`}
					name={`${name}.choice`}
					defaultValue={offer?.choice ?? ''}
					maxLength={200}
					placeholder={sayQuote('quote.choiceHint')}
					className={`${control} min-w-0`}
				/>
			</div>
			<input type="hidden" name={`${name}.contractLineId`} value={offer?.contractLineId ?? ''} />
		</div>
	)
}
