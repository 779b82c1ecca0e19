import type { SubmissionResult } from '@conform-to/react'
import type { OwnField } from '#core/own-field/own-field.ts'
import type { ListedProduct } from '#core/product/list.ts'
import type { Template } from '#core/template/find.ts'
import { variables } from '#core/template/variables.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayTemplate as say } from '#portal/words/staff-templates.ts'
import { RenewalFields } from '../agreed-fields.tsx'
import { everything } from '../field-right/righted.tsx'
import { LineFields, lineProblems } from '../line-fields.tsx'
import { OwnOfTerms } from '../own/of-contract.tsx'
import { ownTyped } from '../own/posted.ts'
import { rowsOf } from '../posted-rows.ts'
import { type AgreedFields, AgreedTerms } from '../quote-terms.tsx'
import { PaymentFields, paymentProblems, paymentRows } from './payments.tsx'
import { clauseRows, linesFrom } from './posted.ts'

type Fields = AgreedFields & { name: string; type: string; termMonths: string }
type TemplateFormProps = {
	template: Template | null
	answer: SubmissionResult<string[]> | undefined
	products: ListedProduct[]
	types: { code: string; name: string }[]
	/** The company's own fields of a contract, and the variables of all that clauses can name. */
	fields: OwnField[]
	ownVariables: string[]
	currency: string
	/** For contracts that the company pays: payments instead of lines and clauses. */
	payable: boolean
}

/** Everything that a contract or quote is begun with. */
export function TemplateForm({
	template,
	answer,
	products,
	types,
	fields: own,
	ownVariables,
	currency,
	payable,
}: TemplateFormProps) {
	const [form, fields] = usePageForm<Fields>(answer, { id: 'template', defaultValue: shown(template) })
	const rows = rowsOf(answer, template ? linesFrom(template, true) : [])
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} fields={payable ? paymentProblems(answer) : lineProblems(rows)} />
			<input type="hidden" name="direction" value={payable ? 'payable' : 'receivable'} />
			<input type="hidden" name="version" value={template?.version ?? 0} />
			<Card>
				<div className="grid gap-x-8 lg:grid-cols-2">
					<div>
						<Input {...bound(fields.name)} label={say('template.name')} required maxLength={120} />
						<Select {...bound(fields.type)} label={say('template.type')}>
							{types.map(({ code, name }) => (
								<option key={code} value={code}>
									{name}
								</option>
							))}
						</Select>
						{payable ? null : (
							<Input {...bound(fields.termMonths)} label={say('template.termMonths')} inputMode="numeric" optional />
						)}
						{template ? (
							<div className="mt-5">
								<Checkbox name="retired" label={say('template.retired')} defaultChecked={template.retired} />
							</div>
						) : null}
					</div>
					<div className="mt-5 lg:mt-0">
						{payable ? <PaidTerms fields={fields} /> : <AgreedTerms fields={fields} />}
					</div>
				</div>
			</Card>
			<OwnOfTerms fields={own} values={ownTyped(answer) ?? template?.own ?? {}} locked={[]} />
			{payable ? (
				<Section title={say('template.payments')} intro={say('template.paymentsHint', { currency })}>
					<Card>
						<PaymentFields rows={paymentRows(answer, template?.payables ?? [])} {...{ answer, currency }} />
					</Card>
				</Section>
			) : (
				<>
					<Section title={say('template.lines')} intro={say('template.linesHint', { currency })}>
						<Card>
							<LineFields rows={rows} products={products} currency={currency} />
						</Card>
					</Section>
					<Section title={say('template.clauses')} intro={say('template.clausesHint')}>
						<Card>
							<p className="mb-4 text-muted text-sm">
								{say('template.variables')}{' '}
								{[...variables, ...ownVariables].map((name) => (
									<code key={name} className="mr-2 inline-block">{`{{${name}}}`}</code>
								))}
							</p>
							<ol className="divide-y divide-line">
								{[...clauseRows(answer, template?.clauses ?? []).entries()].map(([place, clause]) => (
									<li key={place} className="py-5 first:pt-0 last:pb-0">
										<Clause clause={clause} place={place} />
									</li>
								))}
							</ol>
						</Card>
					</Section>
				</>
			)}
			<div className="mt-6">
				<Button busy={useIsPosting()}>{say('template.save')}</Button>
			</div>
		</PageForm>
	)
}

/** What is agreed as a whole of a contract that is paid: how it goes on. The rest is of what is sold. */
function PaidTerms({ fields }: { fields: ReturnType<typeof usePageForm<Fields>>[1] }) {
	return (
		<div className="space-y-5">
			<input type="hidden" name="alignment" value="contract" />
			<input type="hidden" name="timing" value="advance" />
			<input type="hidden" name="access" value="none" />
			<RenewalFields fields={fields} rights={everything} />
		</div>
	)
}

function Clause({ clause, place }: { clause: Template['clauses'][number]; place: number }) {
	return (
		<fieldset>
			<legend className="mb-2 font-semibold">{say('template.clause', { number: place + 1 })}</legend>
			<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				{(['en', 'ru', 'zh', 'vi'] as const).map((language) => (
					<Textarea
						key={language}
						id={`clause-${place}-${language}`}
						name={`clauses[${place}].${language}`}
						label={say(`template.languages.${language}`)}
						defaultValue={clause[language]}
						rows={3}
						maxLength={10_000}
						lang={language}
						optional
					/>
				))}
			</div>
		</fieldset>
	)
}

/** The terms of a template as fields of a form show them. */
export function shown(template: Template | null) {
	if (!template) return { type: 'subscription', alignment: 'contract', timing: 'advance', prorate: 'on' }
	const { name, type } = template
	return { name, type, ...shownTerms(template) }
}

export function shownTerms({ terms }: Pick<Template, 'terms'>) {
	const { alignment, timing, renewal, access, prorate, paymentTermDays, noticeDays, termMonths } = terms
	return {
		...{ alignment, timing, renewal, access },
		prorate: prorate ? 'on' : '',
		paymentTermDays: String(paymentTermDays ?? ''),
		noticeDays: String(noticeDays ?? ''),
		termMonths: String(termMonths ?? ''),
	}
}

/** What a template leaves open is as it usually is. */
export function filledIn<Terms extends Record<string, string>>(terms: Terms): Partial<Terms> {
	return Object.fromEntries(
		Object.entries(terms).filter(([name, value]) => value !== '' || name === 'prorate'),
	) as Partial<Terms>
}
