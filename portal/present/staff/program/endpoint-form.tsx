import { webhookKinds } from '#core/webhook/kinds.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayProgram as say } from '../../../words/staff-programs.ts'
import { Ticks } from './ticks.tsx'

type Fields = { name: string; url: string; kinds: string }

/** One more address. */
export function EndpointForm({ result }: { result: Parameters<typeof usePageForm>[0] }) {
	const [form, fields] = usePageForm<Fields>(result, { id: 'endpoint' })
	const busy = useIsPosting()
	return (
		<>
			<FormProblems errors={form.errors} />
			<PageForm form={form}>
				<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
					<Input
						{...bound(fields.name)}
						label={say('webhooks.name')}
						hint={say('keys.nameHint')}
						maxLength={80}
						required
					/>
					<Input
						{...bound(fields.url)}
						type="url"
						label={say('webhooks.url')}
						hint={say('webhooks.urlHint')}
						required
					/>
				</div>
				<Ticks
					legend={say('webhooks.kinds')}
					hint={say('webhooks.kindsHint')}
					name="kinds"
					chosen={fields.kinds.initialValue}
					options={webhookKinds.map((value) => ({ value, label: value }))}
				/>
				<div className="mt-6">
					<Button busy={busy}>{say('webhooks.add')}</Button>
				</div>
			</PageForm>
		</>
	)
}
