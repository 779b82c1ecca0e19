import { productKinds } from '#core/product/input.ts'
import type { Said } from '#core/product/said.ts'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { type Answer, typedText, wrongWith } from './posted.ts'
import { SaidFields } from './said-fields.tsx'

type ProductFieldsProps = {
	of: Record<'code' | 'name' | 'description' | 'kind' | 'unit' | 'taxClass' | 'parts', string>
	said: Record<'names' | 'descriptions', Said>
	units: readonly string[]
	classes: readonly string[]
	answer: Answer
}

/** What a product is: for the form that adds it, and the one that changes it. */
export function ProductFields({ of, said, units, classes, answer }: ProductFieldsProps) {
	const field = (name: keyof typeof of) => ({
		name,
		defaultValue: typedText(answer, name, of[name]),
		errors: wrongWith(answer, name),
	})
	return (
		<>
			<div className="grid items-start gap-5 sm:grid-cols-[2fr_1fr] [&>*]:mt-0">
				<Input {...field('name')} label={say('product.name')} maxLength={200} required />
				<Input {...field('code')} label={say('product.code')} maxLength={40} autoComplete="off" required />
			</div>
			<Textarea
				{...field('description')}
				label={say('product.description')}
				hint={say('product.descriptionHint')}
				maxLength={2000}
				rows={2}
				optional
			/>
			<SaidFields of={said} answer={answer} />
			<div className="mt-5 grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
				<Select {...field('kind')} label={say('product.kind')}>
					{productKinds.map((kind) => (
						<option key={kind} value={kind}>
							{say(`product.kinds.${kind}`)}
						</option>
					))}
				</Select>
				<Select {...field('taxClass')} label={say('product.taxClass')}>
					{classes.map((name) => (
						<option key={name}>{name}</option>
					))}
				</Select>
				<Select {...field('unit')} label={say('product.unit')}>
					{units.map((name) => (
						<option key={name}>{name}</option>
					))}
				</Select>
				<Select {...field('parts')} label={say('product.parts')}>
					{(['unit', 'yes', 'no'] as const).map((parts) => (
						<option key={parts} value={parts}>
							{say(`product.partsOf.${parts}`)}
						</option>
					))}
				</Select>
			</div>
			<p className="mt-3 text-muted text-sm">{say('product.taxClassHint')}</p>
		</>
	)
}
