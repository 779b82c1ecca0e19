import { Form } from '@remix-run/react'
import type { InvoiceType } from '#core/invoice/types.ts'
import { billedWays } from '#core/invoice/way.ts'
import { Button } from '#portal/ui/button.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayInvoiceType as say } from '#portal/words/staff-invoice-types.ts'
import { usualValue } from './posted.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const

/** A type of contract, or every one (`code` null), and which types of invoice are usual for it now. */
export type ContractKind = { code: string | null; name: string; usual: Pick<InvoiceType, 'code' | 'name' | 'bills'>[] }

type TypeFormProps = {
	type?: InvoiceType
	contractTypes: ContractKind[]
	/** What was typed and refused. */
	typed?: { fields: Record<string, string | undefined>; usual: string[] } | undefined
}

/** One type of invoice, or a new one. What issued invoices say of it cannot be changed, only said in more languages. */
export function TypeForm({ type, contractTypes, typed }: TypeFormProps) {
	const id = `type-${type ? type.code.replaceAll(/[^\p{L}\p{N}]+/gu, '-') : 'new'}`
	const fields = typed?.fields
	const stays = type?.used ?? false
	return (
		<Details summary={type ? summaryOf(type, contractTypes) : say('invoiceType.newType')} open={typed !== undefined}>
			<Form method="post" className="py-3 text-ink">
				<input type="hidden" name="intent" value="save" />
				{type ? <input type="hidden" name="key" value={type.code} /> : null}
				<Input
					id={`${id}-name`}
					name="name"
					label={say('invoiceType.name')}
					hint={stays ? say('invoiceType.nameStays') : undefined}
					defaultValue={fields?.name ?? type?.name}
					maxLength={80}
					readOnly={stays}
					required
				/>
				{stays ? (
					<input type="hidden" name="bills" value={type?.bills} />
				) : (
					<Select
						id={`${id}-bills`}
						name="bills"
						label={say('invoiceType.bills')}
						defaultValue={fields?.bills ?? type?.bills ?? 'any'}
					>
						{billedWays.map((way) => (
							<option key={way} value={way}>
								{say(`invoiceType.ways.${way}`)}
							</option>
						))}
					</Select>
				)}
				<Usual id={id} type={type} contractTypes={contractTypes} typed={typed?.usual} />
				<Input
					id={`${id}-position`}
					name="position"
					label={say('invoiceType.position')}
					inputMode="numeric"
					defaultValue={fields?.position ?? type?.position ?? 100}
					className="max-w-28"
				/>
				<Names id={id} type={type} typed={fields} />
				<div className="mt-5">
					<Button kind="secondary">
						{say(type ? (type.archived ? 'invoiceType.restore' : 'invoiceType.save') : 'invoiceType.add')}
						{type ? <span className="sr-only"> {type.name}</span> : null}
					</Button>
				</div>
			</Form>
			{type && !type.archived ? (
				<Form method="post" className="pb-3">
					<input type="hidden" name="intent" value="remove" />
					<input type="hidden" name="key" value={type.code} />
					<Button kind="secondary" size="small">
						{say(type.used ? 'invoiceType.archive' : 'invoiceType.remove')}
						<span className="sr-only"> {type.name}</span>
					</Button>
				</Form>
			) : null}
		</Details>
	)
}

type PartProps = { id: string; type: InvoiceType | undefined }

const nowOf = ({ name, bills }: Pick<InvoiceType, 'name' | 'bills'>) => `${name} (${say(`invoiceType.ways.${bills}`)})`

/** What it is the usual type of; of what others are now, that is said. */
function Usual({
	id,
	type,
	contractTypes,
	typed,
}: PartProps & { contractTypes: ContractKind[]; typed: string[] | undefined }) {
	const isUsual = (code: string | null) =>
		typed ? typed.includes(usualValue(code)) : (type?.usualFor.includes(code) ?? false)
	return (
		<fieldset className="mt-5">
			<legend className="mb-1 font-semibold">{say('invoiceType.usualFor')}</legend>
			<p className="mb-2 text-muted text-sm">{say('invoiceType.usualHint')}</p>
			{contractTypes.map(({ code, name, usual }, index) => {
				const others = usual.filter((one) => one.code !== type?.code)
				return (
					<Checkbox
						key={usualValue(code)}
						id={`${id}-usual-${index}`}
						name="usual"
						value={usualValue(code)}
						label={name}
						hint={others.length > 0 ? say('invoiceType.now', { types: others.map(nowOf).join(', ') }) : undefined}
						defaultChecked={isUsual(code)}
					/>
				)
			})}
		</fieldset>
	)
}

function Names({ id, type, typed }: PartProps & { typed: Record<string, string | undefined> | undefined }) {
	const names = type?.names ?? {}
	return (
		<div className="mt-4">
			<Details
				summary={say('invoiceType.inLanguages')}
				open={Object.keys(names).length > 0 || languages.some((language) => typed?.[`names.${language}`])}
			>
				<p className="text-sm">{say('invoiceType.inLanguagesHint')}</p>
				<div className="mt-3 grid gap-x-6 gap-y-4 text-ink sm:grid-cols-2 [&>*]:mt-0">
					{languages.map((language) => (
						<Input
							key={language}
							id={`${id}-name-${language}`}
							name={`names.${language}`}
							label={say(`invoiceType.nameIn.${language}`)}
							defaultValue={typed?.[`names.${language}`] ?? names[language] ?? ''}
							maxLength={80}
							lang={language}
							readOnly={(type?.used ?? false) && names[language] !== undefined}
							optional
						/>
					))}
				</div>
			</Details>
		</div>
	)
}

function summaryOf({ name, bills, usualFor, archived }: InvoiceType, contractTypes: ContractKind[]): string {
	const of = contractTypes.filter(({ code }) => code !== null && usualFor.includes(code)).map((one) => one.name)
	const said = [
		bills === 'any' ? undefined : say(`invoiceType.ways.${bills}`),
		usualFor.includes(null) ? say('invoiceType.usualEvery') : undefined,
		of.length > 0 ? say('invoiceType.usual', { of: of.join(', ') }) : undefined,
		archived ? say('invoiceType.archived') : undefined,
	].filter(Boolean)
	return said.length > 0 ? `${name} (${said.join('; ')})` : name
}
