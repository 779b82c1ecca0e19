import type { ListedProvider } from '#core/telematics/provider.ts'
import { Button } from '#portal/ui/button.tsx'
import { Empty } from '#portal/ui/card.tsx'
import { Input } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Table } from '#portal/ui/table.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'

type ProvidersProps = {
	providers: readonly ListedProvider[]
	/** Where providers answer, without the provider. */
	answers: string
}

/** The providers in use, how their commands went, and where they answer. */
export function Providers({ providers, answers }: ProvidersProps) {
	if (providers.length === 0) return <Empty title={say('telematics.none')}>{say('telematics.noneNote')}</Empty>
	return (
		<Table
			caption={say('telematics.providers')}
			quietCaption
			keyOf={({ id }) => id}
			rows={providers}
			columns={[
				{ key: 'name', title: say('telematics.name'), cell: ({ name }) => name },
				{
					...{ key: 'state', title: say('telematics.state'), lead: true },
					cell: ({ trouble }) =>
						trouble ? (
							<Pill tone="bad">{say('telematics.trouble', { reason: trouble })}</Pill>
						) : (
							<Pill tone="good">{say('telematics.works')}</Pill>
						),
				},
				{
					...{ key: 'models', title: say('telematics.models') },
					cell: ({ models }) => (models.length > 0 ? models.join(', ') : say('telematics.all')),
				},
				{ key: 'url', title: say('telematics.url'), cell: ({ url }) => <span className="break-all">{url}</span> },
				{
					...{ key: 'answers', title: say('telematics.answers') },
					cell: ({ id }) => <span className="break-all">{`${answers}/${id}`}</span>,
				},
				{
					...{ key: 'month', title: say('telematics.month') },
					cell: ({ sent, confirmed, waiting, failed }) =>
						say('telematics.counts', { sent, confirmed, waiting, failed }),
				},
				{
					...{ key: 'what', title: say('telematics.what'), quietTitle: true },
					cell: ({ id, name }) => (
						<form method="post">
							<input type="hidden" name="intent" value="remove" />
							<input type="hidden" name="id" value={id} />
							<Button kind="danger" size="small" aria-label={`${say('telematics.remove')}: ${name}`}>
								{say('telematics.remove')}
							</Button>
						</form>
					),
				},
			]}
		/>
	)
}

type ProviderFormProps = {
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** One more provider. */
export function ProviderForm({ typed, errors }: ProviderFormProps) {
	const text = (name: string) => (typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	return (
		<form method="post" action="#add">
			<FormProblems errors={errors[''] ?? undefined} />
			<input type="hidden" name="intent" value="add" />
			<Input
				name="name"
				label={say('telematics.name')}
				defaultValue={text('name')}
				errors={errors.name ?? undefined}
				maxLength={80}
				required
			/>
			<Input
				type="url"
				name="url"
				label={say('telematics.url')}
				hint={say('telematics.urlHint')}
				defaultValue={text('url')}
				errors={errors.url ?? undefined}
				maxLength={500}
				required
			/>
			<Input
				name="models"
				label={say('telematics.models')}
				hint={say('telematics.modelsHint')}
				defaultValue={text('models')}
				errors={errors.models ?? undefined}
				maxLength={5000}
				optional
			/>
			<div className="mt-6">
				<Button>{say('telematics.add')}</Button>
			</div>
		</form>
	)
}
