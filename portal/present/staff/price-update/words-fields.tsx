import { Details } from '../../../ui/details.tsx'
import { Input, Textarea } from '../../../ui/field.tsx'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import { messageLanguages } from './languages.ts'

/** What was typed so far and what is wrong with it, by the names of the fields. */
export type Filled = { typed: Record<string, string>; errors: Record<string, string[]> }

export type FormCountry = { code: string; name: string; customers: number }

/** A notice and words of its own for each country in which there are customers. */
export function CountryFields({ countries, ...filled }: Filled & { countries: FormCountry[] }) {
	const named = (code: string) =>
		[...Object.entries(filled.typed), ...Object.entries(filled.errors)].some(
			([field, given]) => field.endsWith(`-${code}`) && given.length > 0,
		)
	return (
		<Details summary={say('update.countries')} open={countries.some(({ code }) => named(code))}>
			<p className="mb-2 text-sm">{say('update.countriesHint')}</p>
			{countries.map(({ code, name, customers }) => (
				<Details key={code} summary={say('update.countryOf', { country: name, count: customers })} open={named(code)}>
					<fieldset className="mb-4 text-ink">
						<legend className="sr-only">{name}</legend>
						<Input
							id={`noticeDays-${code}`}
							name={`noticeDays-${code}`}
							label={say('update.noticeDaysIn', { country: name })}
							defaultValue={filled.typed[`noticeDays-${code}`]}
							errors={filled.errors[`noticeDays-${code}`]}
							inputMode="numeric"
							optional
						/>
						<Textarea
							id={`message-${code}`}
							name={`message-${code}`}
							label={say('update.messageToCountry', { country: name })}
							defaultValue={filled.typed[`message-${code}`]}
							errors={filled.errors[`message-${code}`]}
							rows={2}
							maxLength={2000}
							optional
						/>
						<InLanguages of={`-${code}`} {...filled} />
					</fieldset>
				</Details>
			))}
		</Details>
	)
}

/** The same message for readers of one language: who has none of these reads the one above. */
export function InLanguages({ of, typed, errors }: Filled & { of: string }) {
	const nameOf = (language: string) => `message-${language}${of}`
	return (
		<div className="mt-3">
			<Details
				summary={say('update.inLanguages')}
				open={messageLanguages.some((language) => Boolean(typed[nameOf(language)]))}
			>
				<div className="mt-3 grid gap-x-6 gap-y-4 text-ink sm:grid-cols-2 [&>*]:mt-0">
					{messageLanguages.map((language) => (
						<Textarea
							key={language}
							id={nameOf(language)}
							name={nameOf(language)}
							label={say(`update.messageIn.${language}`)}
							defaultValue={typed[nameOf(language)]}
							errors={errors[nameOf(language)]}
							rows={2}
							maxLength={2000}
							lang={language}
							optional
						/>
					))}
				</div>
			</Details>
		</div>
	)
}
