import type { FoundGroup } from '#core/staff/change-group.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { sayWorkflow as say } from '../../words/staff-workflows.ts'

type Refused = { initialValue?: Record<string, unknown> | null; error?: Record<string, string[] | null> | null }
type TeamFormProps = { group: FoundGroup; users: { id: string; name: string }[]; refused: Refused | undefined }

/** One team: its name, and everybody with whether they are in it and whether they lead it. What was refused stands as it was chosen. */
export function TeamForm({ group: { id, name, members }, users, refused }: TeamFormProps) {
	const leads = members.filter(({ lead }) => lead)
	const typed = refused?.initialValue
	const chosen = (field: string, kept: string[]) => (typed ? listed(typed[field]) : kept)
	const isIn = chosen(
		'member',
		members.map(({ userId }) => userId),
	)
	const isLead = chosen(
		'lead',
		leads.map(({ userId }) => userId),
	)
	return (
		<details open={refused !== undefined}>
			<summary className="cursor-pointer">
				<span className="font-semibold">{name}</span>
				<span className="block text-muted text-sm">
					{members.length === 0
						? say('workflow.teams.nobody')
						: members
								.map((one) => (one.lead ? say('workflow.teams.leading', { name: one.name }) : one.name))
								.join(', ')}
				</span>
			</summary>
			<form method="post" className="mt-4">
				<FormProblems
					errors={refused ? Object.values(refused.error ?? {}).flatMap((errors) => errors ?? []) : undefined}
				/>
				<input type="hidden" name="groupId" value={id} />
				{members.map(({ userId, lead }) => (
					<input key={userId} type="hidden" name={lead ? 'led' : 'was'} value={userId} />
				))}
				<div className="max-w-md">
					<Input
						name="name"
						label={say('workflow.people.name')}
						defaultValue={typeof typed?.name === 'string' ? typed.name : name}
						maxLength={80}
						required
					/>
				</div>
				<fieldset className="mt-4">
					<legend className="font-semibold">{say('workflow.teams.members')}</legend>
					<ul className="mt-2 max-w-md divide-y divide-line">
						{users.map((user) => (
							<li key={user.id} className="flex items-center justify-between gap-4 py-2">
								<Tick name="member" value={user.id} ticked={isIn.includes(user.id)} label={user.name} />
								<Tick
									name="lead"
									value={user.id}
									ticked={isLead.includes(user.id)}
									label={say('workflow.teams.leads')}
									of={user.name}
								/>
							</li>
						))}
					</ul>
				</fieldset>
				<div className="mt-4">
					<Button kind="secondary" name="intent" value="change">
						{say('workflow.people.save')}
					</Button>
				</div>
			</form>
			{members.length === 0 ? (
				<form method="post" className="mt-3">
					<input type="hidden" name="groupId" value={id} />
					<Button kind="danger" name="intent" value="remove">
						{say('workflow.teams.remove')}
					</Button>
				</form>
			) : null}
		</details>
	)
}

type TickProps = { name: string; value: string; ticked: boolean; label: string; of?: string }

function Tick({ name, value, ticked, label, of }: TickProps) {
	return (
		<label className="flex cursor-pointer items-center gap-3 py-1">
			<input
				type="checkbox"
				name={name}
				value={value}
				defaultChecked={ticked}
				className="size-5 shrink-0 cursor-pointer accent-accent"
			/>
			<span>
				{label}
				{of ? <span className="sr-only">: {of}</span> : null}
			</span>
		</label>
	)
}

/** What was posted under a name that may stand several times. */
function listed(posted: unknown): string[] {
	return [posted].flat().filter((one): one is string => typeof one === 'string')
}
