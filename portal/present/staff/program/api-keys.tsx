import type { ListedApiKey } from '#core/api/list-keys.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/card.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayProgram as say } from '../../../words/staff-programs.ts'
import { Moment } from '../../display.tsx'

type Shown = Omit<ListedApiKey, 'createdAt' | 'expiresAt' | 'usedAt'> & {
	expiresAt: string | null
	usedAt: string | null
}

/** The keys there are, those that open nothing any more among them. */
export function ApiKeys({ keys, timeZone }: { keys: readonly Shown[]; timeZone: string }) {
	if (keys.length === 0) return <Empty title={say('keys.none')}>{say('keys.noneNote')}</Empty>
	const moment = (at: string | null, otherwise: string) => (at ? <Moment at={at} timeZone={timeZone} /> : otherwise)
	return (
		<Table
			caption={say('keys.title')}
			quietCaption
			keyOf={({ id }) => id}
			rows={keys}
			columns={[
				{ key: 'name', title: say('keys.name'), cell: ({ name }) => name },
				{
					...{ key: 'state', title: say('keys.state'), lead: true },
					cell: ({ state }) => <Pill tone={state === 'good' ? 'good' : 'neutral'}>{say(`keys.is.${state}`)}</Pill>,
				},
				{ key: 'person', title: say('keys.person'), cell: ({ person }) => person },
				{
					key: 'scopes',
					title: say('keys.scopes'),
					cell: ({ scopes }) => scopes.map((one) => say(`keys.scope.${one}`)).join(', '),
				},
				{
					key: 'hint',
					title: say('keys.ends'),
					cell: ({ hint }) => <code className="whitespace-nowrap">…{hint}</code>,
				},
				{ key: 'used', title: say('keys.used'), cell: ({ usedAt }) => moment(usedAt, say('keys.never')) },
				{ key: 'expires', title: say('keys.expires'), cell: ({ expiresAt }) => moment(expiresAt, say('keys.forGood')) },
				{
					...{ key: 'revoke', title: say('keys.revoke'), quietTitle: true },
					cell: ({ id, name, state }) =>
						state === 'revoked' ? null : (
							<form method="post">
								<input type="hidden" name="id" value={id} />
								<Button
									kind="danger"
									size="small"
									name="intent"
									value="revoke"
									aria-label={`${say('keys.revoke')}: ${name}`}
								>
									{say('keys.revoke')}
								</Button>
							</form>
						),
				},
			]}
		/>
	)
}
