import type { Language } from '#core/company/read.ts'
import type { ProductPage } from '#core/product/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import type { Answer } from './posted.ts'
import { ProductFields } from './product-fields.tsx'

type AboutProps = {
	product: ProductPage
	units: readonly string[]
	classes: readonly string[]
	mayWrite: boolean
	may: { equipment: boolean; prices: boolean }
	/** Of the form that changes it. */
	answer: Answer | undefined
}

/** What a product is, and where it is: on contracts, in the yard, in price lists. */
export function About({ product, units, classes, mayWrite, may, answer }: AboutProps) {
	return (
		<div className="mt-10 grid items-start gap-6 lg:grid-cols-2 lg:[&>section]:mt-0">
			<Section title={say('product.about')} id="about">
				<Card>
					<Facts facts={factsOf(product)} />
					{mayWrite ? (
						<div className="mt-5 border-line border-t pt-4">
							<Details summary={say('product.change')} open={answer !== undefined}>
								<form method="post" action="#about" className="pt-3 text-ink">
									<input type="hidden" name="intent" value="edit" />
									<ProductFields
										of={{
											...{ code: product.code, name: product.name, description: product.description },
											...{ kind: product.kind, unit: product.unit, taxClass: product.taxClass },
											parts: product.divisible === null ? 'unit' : product.divisible ? 'yes' : 'no',
										}}
										said={{ names: product.names, descriptions: product.descriptions }}
										{...{ units, classes }}
										answer={answer ?? { typed: {}, errors: {} }}
									/>
									<div className="mt-5">
										<Button kind="secondary">{say('product.save')}</Button>
									</div>
								</form>
							</Details>
						</div>
					) : null}
				</Card>
			</Section>
			<Section title={say('product.used')}>
				<Card>
					<ul className="grid gap-2.5">
						<li>
							<TextLink href={`/staff/lines?${new URLSearchParams({ product: product.name })}`}>
								{say('product.contracts', { count: product.contracts })}
							</TextLink>
						</li>
						{may.equipment && (product.machines > 0 || product.kind === 'equipment') ? (
							<li>
								<TextLink href={`/staff/equipment?${new URLSearchParams({ product: product.name })}`}>
									{say('product.machines', { count: product.machines })}
								</TextLink>
								<Models models={product.models} />
							</li>
						) : null}
						{may.prices ? (
							<li>
								{say('product.lists')}:{' '}
								{product.lists.length === 0 ? (
									<TextLink href="/staff/prices">{say('product.noLists')}</TextLink>
								) : (
									product.lists.map(({ id, name, currency }, index) => (
										<span key={id}>
											{index > 0 ? ', ' : ''}
											<TextLink href={`/staff/prices/${id}`}>{`${name} (${currency})`}</TextLink>
										</span>
									))
								)}
							</li>
						) : null}
						{mayWrite ? (
							<li>
								<TextLink href="/staff/settings/units">{say('product.units')}</TextLink>
							</li>
						) : null}
					</ul>
				</Card>
			</Section>
		</div>
	)
}

function Models({ models }: Pick<ProductPage, 'models'>) {
	if (models.length === 0) return null
	return (
		<ul className="mt-1 text-muted text-sm">
			{models.map(({ model, count }) => (
				<li key={model}>
					<TextLink href={`/staff/equipment?${new URLSearchParams({ model })}`}>
						{say('product.model', { model, count })}
					</TextLink>
				</li>
			))}
		</ul>
	)
}

function factsOf(product: ProductPage) {
	const { code, description, names, kind, unit, taxClass, taxIncluded, inParts, otherUnits } = product
	const also = otherUnits.length > 0 ? say('product.alsoIn', { units: otherUnits.join(', ') }) : ''
	return [
		{ name: say('product.code'), value: <span className="break-words font-mono">{code}</span> },
		...Object.entries(names).map(([language, name]) => ({
			name: say(`product.namesIn.${language as Language}`),
			value: <span lang={language}>{name}</span>,
		})),
		{ name: say('product.kind'), value: say(`product.kinds.${kind}`) },
		{
			name: say('product.unit'),
			value: unit,
			note: [inParts ? say('product.inParts') : say('product.wholeOnly'), also].filter(Boolean).join(' · '),
		},
		{ name: say('product.taxClass'), value: taxClass, note: taxIncluded ? say('product.taxIncluded') : '' },
		...(description
			? [{ name: say('product.description'), value: <span className="whitespace-pre-line">{description}</span> }]
			: []),
	]
}
