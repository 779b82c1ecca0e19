// The sentences of the house that imports can break. Programs that put everything together (composition roots) are
// the only ones that know both a face and the database.
const roots = [
	'^portal/(start|run|product|worker|dev|build|build-now|demo|welcome)\\.ts$',
	'^bot/start\\.ts$',
	'^bot/terminal/',
	'^db/demo/',
	// Local parts play the outside world, and keep its data.
	'^portal/(dev|stripe/sandbox)/',
]
const faces = '^(portal|bot|emails)/'
const packageOf = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'Two files that need each other are one idea, or a third one is missing.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{
			name: 'core-knows-no-face',
			comment: 'Core says what is true; a face says it to someone.',
			severity: 'error',
			from: { path: '^core/' },
			to: { path: [faces, packageOf('express', 'react', 'react-dom', 'remix', '@remix-run', 'react-i18next')] },
		},
		{
			name: 'core-knows-no-provider',
			comment: 'The outside hears from core through the outbox and is heard through the inbox.',
			severity: 'error',
			from: { path: '^core/' },
			to: { path: packageOf('stripe', 'resend', 'nodemailer', '@slack', 'grammy') },
		},
		{
			name: 'stripe-in-one-folder',
			severity: 'error',
			from: { path: '^(core|db|emails|portal|bot)/', pathNot: '^portal/stripe/' },
			to: { path: packageOf('stripe') },
		},
		{
			name: 'mail-providers-in-one-folder',
			severity: 'error',
			from: { path: '^(core|db|emails|portal|bot)/', pathNot: '^emails/' },
			to: { path: packageOf('resend', 'nodemailer') },
		},
		{
			name: 'slack-in-one-folder',
			severity: 'error',
			from: { path: '^(core|db|emails|portal|bot)/', pathNot: '^bot/slack/' },
			to: { path: packageOf('@slack') },
		},
		{
			name: 'telegram-in-one-folder',
			severity: 'error',
			from: { path: '^(core|db|emails|portal|bot)/', pathNot: '^bot/telegram/' },
			to: { path: packageOf('grammy') },
		},
		{
			name: 'faces-reach-data-through-core',
			comment: 'A page or a command calls a verb or a finder; it never asks the database itself.',
			severity: 'error',
			from: { path: faces, pathNot: roots },
			to: { path: ['^db/', packageOf('drizzle-orm', 'postgres')], dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'db-knows-no-face',
			severity: 'error',
			from: { path: '^db/', pathNot: roots },
			to: { path: faces },
		},
		{
			name: 'faces-do-not-know-each-other',
			comment: 'Letters are shared; the portal and the bot are not. The terminal is where everything is started from.',
			severity: 'error',
			from: { path: '^(portal|bot|emails)/', pathNot: roots },
			to: { path: faces, pathNot: ['^$1/', '^emails/', '^bot/answer\\.ts$'] },
		},
		{
			name: 'components-know-no-core',
			comment: 'portal/ui shows what it is given.',
			severity: 'error',
			from: { path: '^portal/ui/' },
			to: { path: ['^(core|db)/', '^portal/(routes|stripe|web)/'], dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'product-knows-no-test',
			severity: 'error',
			from: { path: '^(core|db|emails|portal|bot)/' },
			to: { path: '^test/' },
		},
		{
			name: 'product-runs-without-its-tools',
			comment: 'An installation without dev dependencies must run.',
			severity: 'error',
			from: { path: '^(core|db|emails|portal|bot)/', pathNot: ['^portal/dev\\.ts$', '^portal/routes\\.ts$'] },
			to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'declared-packages-only',
			severity: 'error',
			from: {},
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], dependencyTypesNot: ['type-only'] },
		},
		{ name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(build|\\.data)/' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'types'],
			extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
		},
	},
}
