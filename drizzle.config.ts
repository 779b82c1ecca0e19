import { defineConfig } from 'drizzle-kit'

// npx drizzle-kit generate drafts a migration from db/schema; it is finished by hand.
export default defineConfig({ dialect: 'postgresql', schema: './db/schema/*.ts', out: './db/migrations' })
