import type { Names } from '../understand/reading.ts'

/** Ways to say one's own team, the longest first, and oneself. What waits for somebody is asked in other words. */
const team =
	/\b(?:my|our) (?:own )?(?:team|group)(?:'s)?\b|(?<!\p{L})(?:моей|моя|мою|нашей|наша|нашу) (?:групп|команд)\p{L}*|我们?的?(?:团队|小组|组)|(?:nhóm|đội)(?: của)? (?:tôi|mình|chúng tôi)(?!\p{L})/iu
const self =
	/\bby me\b|\bmine\b|\bmy\b|(?<!\p{L})(?:мои|моих|мой|моя|моё|мое|мою|моим|мной|у меня)(?!\p{L})|我的|(?<!\p{L})của (?:tôi|mình)(?!\p{L})/iu

/**
 * The sentence with the names of who is meant by *my team* and *my*; undefined where it says neither, or where whoever asks
 * has no team or several.
 */
export function withOwnNames(
	sentence: string,
	names: Names,
	own: { userId: string; groupId: string | null },
): string | undefined {
	const group = names.group.find(({ id }) => id === own.groupId)?.name
	const person = names.person.find(({ id }) => id === own.userId)?.name
	const said = sentence.normalize('NFC')
	if (team.test(said)) return group && said.replace(team, ` ${group} `)
	return self.test(said) ? person && said.replace(self, ` ${person} `) : undefined
}
