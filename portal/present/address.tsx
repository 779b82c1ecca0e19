import type { Party } from '#core/contract/page.ts'
import { useLanguage } from '../words/use-words.tsx'
import { nameCountry } from './country.ts'

// Countries that write the town before the postal code, or leave the code to the end of the line.
const codeLast = new Set(['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'SG', 'US', 'VN'])

/** A postal address in the order of its country. */
export function Address({ party }: { party: Party }) {
	const language = useLanguage()
	const { name, street, postalCode, city, region, country } = party
	const town = codeLast.has(country)
		? [[city, region].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ')
		: [[postalCode, city].filter(Boolean).join(' '), region].filter(Boolean).join(', ')
	return (
		<address className="not-italic">
			<span className="block font-medium">{name}</span>
			{street ? <span className="block">{street}</span> : null}
			{town ? <span className="block">{town}</span> : null}
			<span className="block" suppressHydrationWarning>
				{nameCountry(language, country)}
			</span>
		</address>
	)
}
