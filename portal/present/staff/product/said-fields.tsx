import type { Said } from '#core/product/said.ts'
import { Details } from '#portal/ui/details.tsx'
import { Input, Textarea } from '#portal/ui/field.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { type Answer, typedIn, wrongWith } from './posted.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const

type SaidFieldsProps = {
	/** What is said otherwise in a language, by the name of its fields. */
	of: Partial<Record<'names' | 'descriptions' | 'planNames', Said>>
	answer: Answer
}

/** What something is called and described as to readers of one language; whoever has none of these reads what stands above. */
export function SaidFields({ of, answer }: SaidFieldsProps) {
	const isSaid = Object.values(of).some((said) => Object.keys(said).length > 0)
	return (
		<div className="mt-4">
			<Details summary={say('product.inLanguages')} open={isSaid}>
				<p className="text-sm">{say('product.inLanguagesHint')}</p>
				<div className="mt-3 grid gap-x-6 gap-y-4 text-ink sm:grid-cols-2 [&>*]:mt-0">
					{languages.map((language) => (
						<div key={language} className="grid gap-3 [&>*]:mt-0">
							{(['names', 'planNames', 'descriptions'] as const).map((field) => {
								if (!of[field]) return null
								const name = `${field}.${language}`
								const shared = {
									name,
									label: say(`product.${field}In.${language}`),
									defaultValue: typedIn(answer, field, language) ?? of[field][language] ?? '',
									errors: wrongWith(answer, name),
									lang: language,
									optional: true,
								}
								return field === 'descriptions' ? (
									<Textarea key={field} {...shared} maxLength={2000} rows={2} />
								) : (
									<Input key={field} {...shared} maxLength={field === 'names' ? 200 : 100} />
								)
							})}
						</div>
					))}
				</div>
			</Details>
		</div>
	)
}
