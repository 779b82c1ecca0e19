import { apiScopeNames } from '#core/api/scopes.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayProgram as say } from '../../../words/staff-programs.ts'
import { Ticks } from './ticks.tsx'

type Fields = { name: string; userId: string; days: string; scopes: string }
type Props = {
	result: Parameters<typeof usePageForm>[0]
	people: readonly { id: string; name: string }[]
	/** Who is chosen unless somebody else is. */
	me: string
}

/** One more key. */
export function ApiKeyForm({ result, people, me }: Props) {
	const [form, fields] = usePageForm<Fields>(result, { id: 'key', defaultValue: { userId: me } })
	const busy = useIsPosting()
	return (
		<>
			<FormProblems errors={form.errors} />
			<PageForm form={form}>
				<input type="hidden" name="intent" value="make" />
				<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
					<Input {...bound(fields.name)} label={say('keys.name')} hint={say('keys.nameHint')} maxLength={80} required />
					<Select {...bound(fields.userId)} label={say('keys.person')}>
						{people.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
					<Input {...bound(fields.days)} label={say('keys.days')} hint={say('keys.daysHint')} inputMode="numeric" />
				</div>
				<Ticks
					legend={say('keys.scopes')}
					name="scopes"
					chosen={fields.scopes.initialValue}
					options={apiScopeNames.map((value) => ({ value, label: say(`keys.scope.${value}`) }))}
				/>
				<div className="mt-6">
					<Button busy={busy}>{say('keys.make')}</Button>
				</div>
			</PageForm>
		</>
	)
}
