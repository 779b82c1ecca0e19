import type { ProductOffer, ProductPage } from '#core/product/find.ts'
import type { SellableProduct } from '#core/product/list-sellable.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { type Answer, typedText, wrongWith } from './posted.ts'

type OptionsProps = { product: ProductPage; products: readonly SellableProduct[]; mayWrite: boolean; answer: Answer }

/** What can be added to contracts that have the product, and to which it can be added itself. */
export function Options({ product, products, mayWrite, answer }: OptionsProps) {
	const { name } = product
	return (
		<Section
			title={say('product.options')}
			intro={say('product.optionsIntro')}
			actions={mayWrite ? <TextLink href="/staff/settings/changes">{say('product.allOptions')}</TextLink> : undefined}
			id="options"
		>
			<div className="grid items-start gap-5 lg:grid-cols-2">
				<Card>
					<h3 className="mb-3 break-words font-semibold">{say('product.canHave', { name })}</h3>
					<Offers
						offers={product.options}
						none={say('product.canHaveNone')}
						nameOf={({ product: option, productId, plan }) => ({ id: productId, name: option, plan })}
						mayWrite={mayWrite}
					/>
				</Card>
				<Card>
					<h3 className="mb-3 break-words font-semibold">{say('product.optionOf', { name })}</h3>
					<Offers
						offers={product.offeredTo}
						none={say('product.optionOfNone')}
						nameOf={({ onto, ontoId, ontoPlan }) => ({ id: ontoId, name: onto ?? '', plan: ontoPlan })}
						mayWrite={mayWrite}
					/>
				</Card>
			</div>
			{mayWrite ? (
				<Card className="mt-5">
					<OfferForm {...{ product, products, answer }} />
				</Card>
			) : null}
		</Section>
	)
}

type OffersProps = {
	offers: readonly ProductOffer[]
	none: string
	nameOf: (offer: ProductOffer) => { id: string | null; name: string; plan: string | null }
	mayWrite: boolean
}

function Offers({ offers, none, nameOf, mayWrite }: OffersProps) {
	if (offers.length === 0) return <p className="text-muted">{none}</p>
	return (
		<ul className="divide-y divide-line">
			{offers.map((offer) => {
				const { id, name, plan } = nameOf(offer)
				const notes = [plan, sayBounds(offer), offer.customerVisible ? '' : say('product.staffOnly')]
				return (
					<li key={offer.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0">
						<span className="min-w-0 break-words">
							{id ? <TextLink href={`/staff/products/${id}`}>{name}</TextLink> : say('product.anything')}
							<span className="block text-muted text-sm">{notes.filter(Boolean).join(' · ')}</span>
						</span>
						{mayWrite ? (
							<form method="post" action="#options">
								<input type="hidden" name="offerId" value={offer.id} />
								<Button kind="quiet" size="small" name="intent" value="removeOffer">
									{say('product.removeOffer')}{' '}
									<span className="sr-only">{[offer.product, offer.onto].filter(Boolean).join(', ')}</span>
								</Button>
							</form>
						) : null}
					</li>
				)
			})}
		</ul>
	)
}

function sayBounds({ smallest, largest }: ProductOffer): string {
	if (smallest && largest) return say('product.bounds', { smallest, largest })
	if (smallest) return say('product.atLeast', { smallest })
	return largest ? say('product.atMost', { largest }) : ''
}

const choiceOf = ({ id, planId }: Pick<SellableProduct, 'id' | 'planId'>) => `${id}.${planId ?? ''}`

function OfferForm({ product, products, answer }: Omit<OptionsProps, 'mayWrite'>) {
	const own = products.find(({ id }) => id === product.id)
	const first = products.find(({ id }) => id !== product.id) ?? own
	const choices = products.map((one) => (
		<option key={choiceOf(one)} value={choiceOf(one)}>
			{one.plan ? `${one.name}, ${one.plan}` : one.name}
		</option>
	))
	const field = (name: string, otherwise = '') => ({
		name,
		defaultValue: typedText(answer, name, otherwise),
		errors: wrongWith(answer, name),
	})
	return (
		<form method="post" action="#options">
			<input type="hidden" name="intent" value="offer" />
			<div className="grid grid-cols-2 items-end gap-4 lg:grid-cols-[2fr_2fr_1fr_1fr] [&>*]:mt-0 [&>:nth-child(-n+2)]:col-span-2 lg:[&>:nth-child(-n+2)]:col-span-1">
				<Select {...field('option', first && choiceOf(first))} label={say('product.offerOption')} required>
					{choices}
				</Select>
				<Select {...field('onto', `${product.id}.`)} label={say('product.offerOnto')}>
					<option value="">{say('product.anything')}</option>
					{own?.planId ? <option value={`${product.id}.`}>{product.name}</option> : null}
					{choices}
				</Select>
				<Input {...field('smallest')} label={say('product.smallest')} inputMode="decimal" maxLength={26} />
				<Input {...field('largest')} label={say('product.largest')} inputMode="decimal" maxLength={26} />
			</div>
			<div className="mt-4">
				<Checkbox
					name="visible"
					label={say('product.visible')}
					defaultChecked={Object.keys(answer.typed).length === 0 || answer.typed.visible === 'on'}
				/>
			</div>
			<div className="mt-4">
				<Button kind="secondary">{say('product.offer')}</Button>
			</div>
		</form>
	)
}
