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
import type { DiscountFields } from './contract-fields.tsx'
import { type FormRights, Righted } from './field-right/righted.tsx'
import { LineFields, lineProblems } from './line-fields.tsx'
import type { LineRow } from './line-row.ts'
import type { OfferRow } from './quote-form.ts'
import { QuoteDiscount, QuoteTerms, type Standing } from './quote-terms.tsx'

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
	rights: FormRights
	/** What stands in the fields, whatever was posted. */
	stands: Standing
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
	rights,
	stands,
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
							<Righted
								of={purpose === 'new' ? 'contract.title' : ''}
								rights={rights}
								label={sayQuote('quote.title')}
								value={stands.title ?? ''}
							>
								<Input
									{...bound(fields.title)}
									label={sayQuote('quote.title')}
									hint={sayQuote('quote.titleHint')}
									optional
								/>
							</Righted>
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
							<QuoteTerms {...{ fields, purpose, rights, stands }} />
							<QuoteDiscount {...{ fields, rights, stands, currency }} />
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
							rights={rights}
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
