-- Promise: every fact of the domain has one place, and keys keep customer and currency together.
set lock_timeout = '5s';
create extension if not exists pg_trgm;

CREATE TABLE "billing_party" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"street" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"country" char(2) NOT NULL,
	"tax_number" text DEFAULT '' NOT NULL,
	"registration_number" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"created_at" timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE "company" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"billing_party_id" uuid NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"bank_name" text DEFAULT '' NOT NULL,
	"iban" text DEFAULT '' NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"time_zone" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"currency" char(3) NOT NULL,
	"payment_term_days" integer DEFAULT 14 NOT NULL,
	"tax_rounding" text DEFAULT 'line' NOT NULL,
	"notice_days" integer DEFAULT 30 NOT NULL,
	"link_days" integer DEFAULT 60 NOT NULL,
	"part_payment" boolean DEFAULT false NOT NULL,
	"smallest_part_payment_minor" bigint DEFAULT 0 NOT NULL,
	"invoice_note" text DEFAULT '' NOT NULL,
	"days_ahead" integer DEFAULT 0 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "company_one_row" CHECK ("company"."id"),
	CONSTRAINT "company_language" CHECK ("company"."language" in ('en', 'ru', 'zh', 'vi')),
	CONSTRAINT "company_tax_rounding" CHECK ("company"."tax_rounding" in ('line', 'rate')),
	CONSTRAINT "company_days_ahead_only_in_a_demo" CHECK ("company"."days_ahead" = 0 or "company"."demo"),
	CONSTRAINT "company_days" CHECK ("company"."payment_term_days" >= 0 and "company"."notice_days" >= 0 and "company"."link_days" > 0)
);

CREATE TABLE "number_series" (
	"key" text PRIMARY KEY NOT NULL,
	"prefix" text NOT NULL,
	"digits" integer DEFAULT 6 NOT NULL,
	"next" bigint DEFAULT 1 NOT NULL,
	"last_on" date,
	CONSTRAINT "number_series_next" CHECK ("number_series"."next" >= 1)
);

CREATE TABLE "amendment" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contract_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"effective_on" date NOT NULL,
	"recorded_on" date NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"terms" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "amendment_sequence" UNIQUE("contract_id","sequence"),
	CONSTRAINT "amendment_kind" CHECK ("amendment"."kind" in ('original', 'change', 'end', 'renewal')),
	CONSTRAINT "amendment_sequence_from_one" CHECK ("amendment"."sequence" >= 1)
);

CREATE TABLE "contract" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"customer_id" uuid NOT NULL,
	"owner_id" uuid,
	"group_id" uuid,
	"type" text DEFAULT 'subscription' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"currency" char(3) NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"anchor_on" date NOT NULL,
	"alignment" text DEFAULT 'anniversary' NOT NULL,
	"timing" text DEFAULT 'advance' NOT NULL,
	"prorate" boolean DEFAULT true NOT NULL,
	"payment_term_days" integer NOT NULL,
	"notice_days" integer NOT NULL,
	"renewal" text DEFAULT 'none' NOT NULL,
	"term_months" integer,
	"purchase_order" text DEFAULT '' NOT NULL,
	"access" text DEFAULT 'none' NOT NULL,
	"autopay" boolean DEFAULT false NOT NULL,
	"payment_method_id" uuid,
	"activated_at" timestamptz,
	"closed_on" date,
	"cancel_reason" text DEFAULT '' NOT NULL,
	"next_due_on" date,
	"bill_from" date,
	"billed_through" date,
	"bill_again_from" date,
	"import_source" text,
	"import_key" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search_text" text GENERATED ALWAYS AS (lower(number || ' ' || title || ' ' || purchase_order || ' ' || coalesce(import_key, ''))) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz DEFAULT now() NOT NULL,
	"updated_at" timestamptz DEFAULT now() NOT NULL,
	CONSTRAINT "contract_number_unique" UNIQUE("number"),
	CONSTRAINT "contract_customer_currency" UNIQUE("id","customer_id","currency"),
	CONSTRAINT "contract_state" CHECK ("contract"."state" in ('draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed', 'expired', 'void')),
	CONSTRAINT "contract_active_has_its_day" CHECK ("contract"."state" not in ('active', 'paused', 'ending', 'closed', 'filed') or "contract"."activated_at" is not null),
	CONSTRAINT "contract_ending_has_an_end" CHECK ("contract"."state" not in ('ending', 'closed', 'filed') or "contract"."ends_on" is not null),
	CONSTRAINT "contract_closed_has_its_day" CHECK (("contract"."state" in ('closed', 'filed')) = ("contract"."closed_on" is not null)),
	CONSTRAINT "contract_ends_after_it_starts" CHECK ("contract"."ends_on" is null or "contract"."ends_on" >= "contract"."starts_on" - 1),
	CONSTRAINT "contract_due_only_in_force" CHECK ("contract"."next_due_on" is null or "contract"."state" in ('active', 'paused', 'ending', 'closed', 'filed')),
	CONSTRAINT "contract_alignment" CHECK ("contract"."alignment" in ('anniversary', 'contract', 'calendar', 'month_end')),
	CONSTRAINT "contract_timing" CHECK ("contract"."timing" in ('advance', 'arrears')),
	CONSTRAINT "contract_renewal" CHECK ("contract"."renewal" in ('none', 'tacit', 'quote')),
	CONSTRAINT "contract_access" CHECK ("contract"."access" in ('none', 'upsell', 'upsell_and_downsell')),
	CONSTRAINT "contract_days" CHECK ("contract"."payment_term_days" >= 0 and "contract"."notice_days" >= 0),
	CONSTRAINT "contract_term" CHECK ("contract"."term_months" is null or "contract"."term_months" > 0),
	CONSTRAINT "contract_import_pair" CHECK (("contract"."import_source" is null) = ("contract"."import_key" is null))
);

CREATE TABLE "contract_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contract_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid,
	"plan_id" uuid,
	"description" text NOT NULL,
	"model" text DEFAULT '' NOT NULL,
	"serial_number" text DEFAULT '' NOT NULL,
	"factory_number" text DEFAULT '' NOT NULL,
	"interval_unit" text,
	"interval_count" integer,
	"tax_class" text DEFAULT 'standard' NOT NULL,
	"search_text" text GENERATED ALWAYS AS (lower(description || ' ' || model || ' ' || serial_number || ' ' || factory_number)) STORED NOT NULL,
	CONSTRAINT "contract_line_position" UNIQUE("contract_id","position"),
	CONSTRAINT "contract_line_of_contract" UNIQUE("id","contract_id"),
	CONSTRAINT "contract_line_interval" CHECK (("contract_line"."interval_unit" is null) = ("contract_line"."interval_count" is null)),
	CONSTRAINT "contract_line_interval_unit" CHECK ("contract_line"."interval_unit" is null or ("contract_line"."interval_unit" in ('day', 'week', 'month', 'year') and "contract_line"."interval_count" > 0))
);

CREATE TABLE "contract_line_state" (
	"contract_line_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"effective_on" date NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"quantity" numeric NOT NULL,
	"unit_price" numeric NOT NULL,
	"discount_percent" numeric DEFAULT '0' NOT NULL,
	CONSTRAINT "contract_line_state_pk" PRIMARY KEY("contract_line_id","sequence","effective_on"),
	CONSTRAINT "contract_line_state_quantity" CHECK ("contract_line_state"."quantity" >= 0),
	CONSTRAINT "contract_line_state_unit_price" CHECK ("contract_line_state"."unit_price" >= 0),
	CONSTRAINT "contract_line_state_discount" CHECK ("contract_line_state"."discount_percent" between 0 and 100),
	CONSTRAINT "contract_line_state_dates" CHECK ("contract_line_state"."ends_on" is null or "contract_line_state"."ends_on" >= "contract_line_state"."starts_on" - 1)
);

CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"created_at" timestamptz DEFAULT now() NOT NULL,
	CONSTRAINT "contact_language" CHECK ("contact"."language" in ('en', 'ru', 'zh', 'vi'))
);

CREATE TABLE "customer" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"currency" char(3) NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"industry" text DEFAULT '' NOT NULL,
	"billing_party_id" uuid NOT NULL,
	"group_id" uuid,
	"owner_id" uuid,
	"payment_term_days" integer,
	"tax_exemption" text DEFAULT '' NOT NULL,
	"processor_customer_id" text,
	"import_source" text,
	"import_key" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search_text" text GENERATED ALWAYS AS (lower(number || ' ' || name || ' ' || email || ' ' || coalesce(import_key, ''))) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz DEFAULT now() NOT NULL,
	"updated_at" timestamptz DEFAULT now() NOT NULL,
	CONSTRAINT "customer_number_unique" UNIQUE("number"),
	CONSTRAINT "customer_processor_customer_id_unique" UNIQUE("processor_customer_id"),
	CONSTRAINT "customer_language" CHECK ("customer"."language" in ('en', 'ru', 'zh', 'vi')),
	CONSTRAINT "customer_import_pair" CHECK (("customer"."import_source" is null) = ("customer"."import_key" is null)),
	CONSTRAINT "customer_name" CHECK (btrim("customer"."name") <> '')
);

CREATE TABLE "customer_contact" (
	"customer_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"billing" boolean DEFAULT true NOT NULL,
	CONSTRAINT "customer_contact_customer_id_contact_id_pk" PRIMARY KEY("customer_id","contact_id")
);

CREATE TABLE "event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"happened_at" timestamptz NOT NULL,
	"happened_on" date NOT NULL,
	"actor" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid,
	"contract_id" uuid,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE "import_batch" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subject" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"map" jsonb,
	"state" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamptz NOT NULL,
	"started_at" timestamptz,
	"finished_at" timestamptz,
	"rows" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"last_error" text DEFAULT '' NOT NULL,
	CONSTRAINT "import_batch_subject" CHECK ("import_batch"."subject" in ('customers', 'contracts')),
	CONSTRAINT "import_batch_state" CHECK ("import_batch"."state" in ('uploaded', 'checked', 'loading', 'loaded', 'failed')),
	CONSTRAINT "import_batch_counts" CHECK ("import_batch"."created" + "import_batch"."updated" + "import_batch"."unchanged" + "import_batch"."rejected" = "import_batch"."done")
);

CREATE TABLE "import_map" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subject" text NOT NULL,
	"header" text NOT NULL,
	"map" jsonb NOT NULL,
	"saved_at" timestamptz NOT NULL,
	CONSTRAINT "import_map_once" UNIQUE("subject","header")
);

CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"customer_id" uuid NOT NULL,
	"contract_id" uuid,
	"currency" char(3) NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"billed_for" date,
	"issued_on" date,
	"due_on" date,
	"issued_at" timestamptz,
	"subtotal_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"settled_minor" bigint DEFAULT 0 NOT NULL,
	"credits_invoice_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"language" text NOT NULL,
	"seller_id" uuid,
	"buyer_id" uuid,
	"purchase_order" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "invoice_number_unique" UNIQUE("number"),
	CONSTRAINT "invoice_customer_currency" UNIQUE("id","customer_id","currency"),
	CONSTRAINT "invoice_kind" CHECK ("invoice"."kind" in ('invoice', 'credit_note')),
	CONSTRAINT "invoice_state" CHECK ("invoice"."state" in ('draft', 'issued', 'void', 'uncollectible')),
	CONSTRAINT "invoice_total" CHECK ("invoice"."total_minor" = "invoice"."subtotal_minor" + "invoice"."tax_minor"),
	CONSTRAINT "invoice_sign" CHECK (case "invoice"."kind" when 'invoice' then "invoice"."total_minor" >= 0 else "invoice"."total_minor" <= 0 end or "invoice"."state" = 'draft'),
	CONSTRAINT "invoice_settled" CHECK ("invoice"."settled_minor" between 0 and abs("invoice"."total_minor")),
	CONSTRAINT "invoice_issued_facts" CHECK (("invoice"."state" = 'draft') = (num_nonnulls("invoice"."number", "invoice"."issued_on", "invoice"."due_on", "invoice"."issued_at", "invoice"."seller_id", "invoice"."buyer_id") = 0)),
	CONSTRAINT "invoice_issued_whole" CHECK (num_nonnulls("invoice"."number", "invoice"."issued_on", "invoice"."due_on", "invoice"."issued_at", "invoice"."seller_id", "invoice"."buyer_id") in (0, 6)),
	CONSTRAINT "invoice_credit" CHECK ("invoice"."credits_invoice_id" is null or "invoice"."kind" = 'credit_note'),
	CONSTRAINT "invoice_language" CHECK ("invoice"."language" in ('en', 'ru', 'zh', 'vi'))
);

CREATE TABLE "invoice_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"contract_id" uuid,
	"contract_line_id" uuid,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"period_from" date,
	"period_to" date,
	"boundary_from" date,
	"boundary_to" date,
	"revision" integer DEFAULT 0 NOT NULL,
	"quantity" numeric NOT NULL,
	"unit" text DEFAULT 'piece' NOT NULL,
	"unit_price" numeric NOT NULL,
	"discount_percent" numeric DEFAULT '0' NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_percent" numeric NOT NULL,
	"tax_label" text DEFAULT '' NOT NULL,
	"tax_minor" bigint NOT NULL,
	"why" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"credits_line_id" uuid,
	"released" boolean DEFAULT false NOT NULL,
	CONSTRAINT "invoice_line_position" UNIQUE("invoice_id","position"),
	CONSTRAINT "invoice_line_kind" CHECK ("invoice_line"."kind" in ('period', 'charge', 'credit', 'one_off', 'manual', 'credit_note')),
	CONSTRAINT "invoice_line_period" CHECK ("invoice_line"."period_to" > "invoice_line"."period_from")
);

CREATE TABLE "paper_file" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"made_at" timestamptz NOT NULL,
	CONSTRAINT "paper_file_once" UNIQUE("kind","subject_id")
);

CREATE TABLE "journal_entry" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"contract_id" uuid,
	"currency" char(3) NOT NULL,
	"posted_on" date NOT NULL,
	"posted_at" timestamptz NOT NULL,
	CONSTRAINT "journal_entry_once" UNIQUE("kind","subject_id"),
	CONSTRAINT "journal_entry_currency" UNIQUE("id","currency"),
	CONSTRAINT "journal_entry_kind" CHECK ("journal_entry"."kind" in ('invoice', 'credit_note', 'payment', 'allocation', 'refund', 'dispute', 'dispute_won', 'write_off', 'revenue'))
);

CREATE TABLE "journal_line" (
	"entry_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"account" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "journal_line_entry_id_position_pk" PRIMARY KEY("entry_id","position"),
	CONSTRAINT "journal_line_account" CHECK ("journal_line"."account" in ('receivable', 'cash', 'revenue', 'deferred_revenue', 'tax', 'penalty_income', 'waived_penalty', 'write_off', 'customer_balance')),
	CONSTRAINT "journal_line_amount" CHECK ("journal_line"."amount_minor" <> 0)
);

CREATE TABLE "mailbox_attachment" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"letter_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL
);

CREATE TABLE "mailbox_letter" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text,
	"sent_at" timestamptz DEFAULT now() NOT NULL,
	"to_address" text NOT NULL,
	"from_address" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"letter" text DEFAULT '' NOT NULL,
	CONSTRAINT "mailbox_letter_key_unique" UNIQUE("key")
);

CREATE TABLE "mrr_movement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"moved_on" date NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "mrr_movement_kind" CHECK ("mrr_movement"."kind" in ('new', 'expansion', 'contraction', 'churn', 'reactivation')),
	CONSTRAINT "mrr_movement_sign" CHECK (case when "mrr_movement"."kind" in ('new', 'expansion', 'reactivation') then "mrr_movement"."amount_minor" > 0 else "mrr_movement"."amount_minor" < 0 end)
);

CREATE TABLE "inbox" (
	"provider" text NOT NULL,
	"message_id" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamptz NOT NULL,
	"processed_at" timestamptz,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text DEFAULT '' NOT NULL,
	CONSTRAINT "inbox_provider_message_id_pk" PRIMARY KEY("provider","message_id")
);

CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"queued_at" timestamptz NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"delivered_at" timestamptz,
	"gave_up_at" timestamptz,
	"last_error" text DEFAULT '' NOT NULL,
	CONSTRAINT "outbox_key_unique" UNIQUE("key"),
	CONSTRAINT "outbox_kind" CHECK ("outbox"."kind" in ('mail', 'card_charge', 'card_refund'))
);

CREATE TABLE "payment_method" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"processor_method_id" text NOT NULL,
	"brand" text NOT NULL,
	"last4" text NOT NULL,
	"expiry_month" integer NOT NULL,
	"expiry_year" integer NOT NULL,
	"saved_at" timestamptz NOT NULL,
	"removed_at" timestamptz,
	CONSTRAINT "payment_method_processor_method_id_unique" UNIQUE("processor_method_id"),
	CONSTRAINT "payment_method_of_customer" UNIQUE("id","customer_id"),
	CONSTRAINT "payment_method_expiry" CHECK ("payment_method"."expiry_month" between 1 and 12)
);

CREATE TABLE "allocation" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"invoice_id" uuid NOT NULL,
	"payment_id" uuid,
	"credit_note_id" uuid,
	"customer_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"allocated_on" date NOT NULL,
	"reverses_id" uuid,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "allocation_reverses_id_unique" UNIQUE("reverses_id"),
	CONSTRAINT "allocation_of_one" CHECK (num_nonnulls("allocation"."payment_id", "allocation"."credit_note_id") = 1),
	CONSTRAINT "allocation_sign" CHECK (case when "allocation"."reverses_id" is null then "allocation"."amount_minor" > 0 else "allocation"."amount_minor" < 0 end)
);

CREATE TABLE "dispute" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_id" uuid NOT NULL,
	"processor_dispute_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	CONSTRAINT "dispute_processor_dispute_id_unique" UNIQUE("processor_dispute_id"),
	CONSTRAINT "dispute_state" CHECK ("dispute"."state" in ('open', 'won', 'lost')),
	CONSTRAINT "dispute_closed" CHECK (("dispute"."state" = 'open') = ("dispute"."closed_on" is null))
);

CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"initiated_by" text NOT NULL,
	"processor_intent_id" text,
	"processor_session_id" text,
	"processor_session_url" text,
	"payment_method_id" uuid,
	"method_brand" text DEFAULT '' NOT NULL,
	"method_last4" text DEFAULT '' NOT NULL,
	"failure_code" text DEFAULT '' NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"receipt_number" text,
	"contact_id" uuid,
	"received_on" date,
	"created_at" timestamptz NOT NULL,
	"settled_at" timestamptz,
	"expires_at" timestamptz,
	"allocated_minor" bigint DEFAULT 0 NOT NULL,
	"returned_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "payment_processor_intent_id_unique" UNIQUE("processor_intent_id"),
	CONSTRAINT "payment_processor_session_id_unique" UNIQUE("processor_session_id"),
	CONSTRAINT "payment_receipt_number_unique" UNIQUE("receipt_number"),
	CONSTRAINT "payment_customer_currency" UNIQUE("id","customer_id","currency"),
	CONSTRAINT "payment_amount" CHECK ("payment"."amount_minor" > 0),
	CONSTRAINT "payment_source" CHECK ("payment"."source" in ('card', 'recorded')),
	CONSTRAINT "payment_initiated_by" CHECK ("payment"."initiated_by" in ('customer', 'company')),
	CONSTRAINT "payment_state" CHECK ("payment"."state" in ('started', 'processing', 'action_required', 'succeeded', 'failed', 'canceled')),
	CONSTRAINT "payment_succeeded_facts" CHECK (("payment"."state" = 'succeeded') = ("payment"."received_on" is not null and "payment"."settled_at" is not null)),
	CONSTRAINT "payment_money" CHECK ("payment"."allocated_minor" >= 0 and "payment"."returned_minor" >= 0 and "payment"."allocated_minor" + "payment"."returned_minor" <= "payment"."amount_minor"),
	CONSTRAINT "payment_allocates_only_what_came" CHECK ("payment"."state" = 'succeeded' or ("payment"."allocated_minor" = 0 and "payment"."returned_minor" = 0))
);

CREATE TABLE "payment_invoice" (
	"payment_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "payment_invoice_payment_id_invoice_id_pk" PRIMARY KEY("payment_id","invoice_id"),
	CONSTRAINT "payment_invoice_amount" CHECK ("payment_invoice"."amount_minor" > 0)
);

CREATE TABLE "refund" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"processor_refund_id" text,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamptz NOT NULL,
	"settled_on" date,
	CONSTRAINT "refund_processor_refund_id_unique" UNIQUE("processor_refund_id"),
	CONSTRAINT "refund_amount" CHECK ("refund"."amount_minor" > 0),
	CONSTRAINT "refund_state" CHECK ("refund"."state" in ('started', 'succeeded', 'failed', 'canceled'))
);

CREATE TABLE "plan" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"product_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"interval_unit" text NOT NULL,
	"interval_count" integer NOT NULL,
	"trial_days" integer DEFAULT 0 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "plan_code_unique" UNIQUE("code"),
	CONSTRAINT "plan_interval" CHECK ("plan"."interval_unit" in ('day', 'week', 'month', 'year') and "plan"."interval_count" > 0),
	CONSTRAINT "plan_trial_days" CHECK ("plan"."trial_days" >= 0)
);

CREATE TABLE "price" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"product_id" uuid NOT NULL,
	"plan_id" uuid,
	"currency" char(3) NOT NULL,
	"unit_price" numeric NOT NULL,
	"valid_from" date NOT NULL,
	CONSTRAINT "price_once" UNIQUE NULLS NOT DISTINCT("product_id","plan_id","currency","valid_from"),
	CONSTRAINT "price_not_negative" CHECK ("price"."unit_price" >= 0)
);

CREATE TABLE "product" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"tax_class" text DEFAULT 'standard' NOT NULL,
	"unit" text DEFAULT 'piece' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "product_code_unique" UNIQUE("code"),
	CONSTRAINT "product_kind" CHECK ("product"."kind" in ('plan', 'option', 'service', 'equipment', 'fee'))
);

CREATE TABLE "tax_rate" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"country" char(2) NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"tax_class" text NOT NULL,
	"label" text NOT NULL,
	"percent" numeric NOT NULL,
	"valid_from" date NOT NULL,
	CONSTRAINT "tax_rate_percent" CHECK ("tax_rate"."percent" between 0 and 100)
);

CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"contact_id" uuid,
	"staff_user_id" uuid,
	"created_at" timestamptz DEFAULT now() NOT NULL,
	CONSTRAINT "account_contact_id_unique" UNIQUE("contact_id"),
	CONSTRAINT "account_staff_user_id_unique" UNIQUE("staff_user_id"),
	CONSTRAINT "account_of_one" CHECK (num_nonnulls("account"."contact_id", "account"."staff_user_id") = 1)
);

CREATE TABLE "secure_link" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"customer_id" uuid NOT NULL,
	"contact_id" uuid,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "secure_link_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "secure_link_subject" CHECK ("secure_link"."subject_kind" in ('customer', 'contract', 'invoice', 'quote')),
	CONSTRAINT "secure_link_scope" CHECK ("secure_link"."scope" in ('view', 'pay', 'manage')),
	CONSTRAINT "secure_link_hash" CHECK (octet_length("secure_link"."token_hash") = 32),
	CONSTRAINT "secure_link_life" CHECK ("secure_link"."expires_at" > "secure_link"."created_at")
);

CREATE TABLE "secure_link_use" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"link_id" uuid NOT NULL,
	"used_at" timestamptz NOT NULL,
	"address" text NOT NULL,
	"browser" text DEFAULT '' NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "secure_link_use_outcome" CHECK ("secure_link_use"."outcome" in ('opened', 'expired', 'revoked'))
);

CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"created_at" timestamptz DEFAULT now() NOT NULL
);

CREATE TABLE "sign_in_request" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"audience" text NOT NULL,
	"email" text NOT NULL,
	"account_id" uuid,
	"token_hash" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"requested_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"used_at" timestamptz,
	CONSTRAINT "sign_in_request_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "sign_in_request_audience" CHECK ("sign_in_request"."audience" in ('customer', 'staff')),
	CONSTRAINT "sign_in_request_attempts" CHECK ("sign_in_request"."attempts" between 0 and 5)
);

CREATE TABLE "staff_group" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "staff_group_name_unique" UNIQUE("name")
);

CREATE TABLE "staff_group_member" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"lead" boolean DEFAULT false NOT NULL,
	CONSTRAINT "staff_group_member_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);

CREATE TABLE "staff_user" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"left_at" timestamptz,
	"created_at" timestamptz DEFAULT now() NOT NULL,
	CONSTRAINT "staff_user_role" CHECK ("staff_user"."role" in ('administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper')),
	CONSTRAINT "staff_user_language" CHECK ("staff_user"."language" in ('en', 'ru', 'zh', 'vi'))
);

ALTER TABLE "company" ADD CONSTRAINT "company_billing_party_id_billing_party_id_fk" FOREIGN KEY ("billing_party_id") REFERENCES "billing_party"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract" ADD CONSTRAINT "contract_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract" ADD CONSTRAINT "contract_owner_id_staff_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "staff_user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract" ADD CONSTRAINT "contract_group_id_staff_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "staff_group"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract" ADD CONSTRAINT "contract_payment_method_id_payment_method_id_fk" FOREIGN KEY ("payment_method_id") REFERENCES "payment_method"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract_line" ADD CONSTRAINT "contract_line_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract_line" ADD CONSTRAINT "contract_line_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract_line" ADD CONSTRAINT "contract_line_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract_line_state" ADD CONSTRAINT "contract_line_state_contract_line_id_contract_id_contract_line_id_contract_id_fk" FOREIGN KEY ("contract_line_id","contract_id") REFERENCES "contract_line"("id","contract_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contract_line_state" ADD CONSTRAINT "contract_line_state_contract_id_sequence_amendment_contract_id_sequence_fk" FOREIGN KEY ("contract_id","sequence") REFERENCES "amendment"("contract_id","sequence") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer" ADD CONSTRAINT "customer_billing_party_id_billing_party_id_fk" FOREIGN KEY ("billing_party_id") REFERENCES "billing_party"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer" ADD CONSTRAINT "customer_group_id_staff_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "staff_group"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer" ADD CONSTRAINT "customer_owner_id_staff_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "staff_user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer_contact" ADD CONSTRAINT "customer_contact_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer_contact" ADD CONSTRAINT "customer_contact_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_seller_id_billing_party_id_fk" FOREIGN KEY ("seller_id") REFERENCES "billing_party"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_buyer_id_billing_party_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "billing_party"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_contract" FOREIGN KEY ("contract_id","customer_id","currency") REFERENCES "contract"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_credits" FOREIGN KEY ("credits_invoice_id","customer_id","currency") REFERENCES "invoice"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_contract_line" FOREIGN KEY ("contract_line_id","contract_id") REFERENCES "contract_line"("id","contract_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_credits" FOREIGN KEY ("credits_line_id") REFERENCES "invoice_line"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_entry" FOREIGN KEY ("entry_id","currency") REFERENCES "journal_entry"("id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "mailbox_attachment" ADD CONSTRAINT "mailbox_attachment_letter_id_mailbox_letter_id_fk" FOREIGN KEY ("letter_id") REFERENCES "mailbox_letter"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "mrr_movement" ADD CONSTRAINT "mrr_movement_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "mrr_movement" ADD CONSTRAINT "mrr_movement_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_invoice" FOREIGN KEY ("invoice_id","customer_id","currency") REFERENCES "invoice"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_payment" FOREIGN KEY ("payment_id","customer_id","currency") REFERENCES "payment"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_credit_note" FOREIGN KEY ("credit_note_id","customer_id","currency") REFERENCES "invoice"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_reverses" FOREIGN KEY ("reverses_id") REFERENCES "allocation"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment" ADD CONSTRAINT "payment_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment" ADD CONSTRAINT "payment_payment_method_id_payment_method_id_fk" FOREIGN KEY ("payment_method_id") REFERENCES "payment_method"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment" ADD CONSTRAINT "payment_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_invoice" ADD CONSTRAINT "payment_invoice_payment" FOREIGN KEY ("payment_id","customer_id","currency") REFERENCES "payment"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_invoice" ADD CONSTRAINT "payment_invoice_invoice" FOREIGN KEY ("invoice_id","customer_id","currency") REFERENCES "invoice"("id","customer_id","currency") ON DELETE no action ON UPDATE no action;
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "plan" ADD CONSTRAINT "plan_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "price" ADD CONSTRAINT "price_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "price" ADD CONSTRAINT "price_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "account" ADD CONSTRAINT "account_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "account" ADD CONSTRAINT "account_staff_user_id_staff_user_id_fk" FOREIGN KEY ("staff_user_id") REFERENCES "staff_user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "secure_link" ADD CONSTRAINT "secure_link_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "secure_link" ADD CONSTRAINT "secure_link_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "secure_link_use" ADD CONSTRAINT "secure_link_use_link_id_secure_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "secure_link"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sign_in_request" ADD CONSTRAINT "sign_in_request_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "staff_group_member" ADD CONSTRAINT "staff_group_member_group_id_staff_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "staff_group"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "staff_group_member" ADD CONSTRAINT "staff_group_member_user_id_staff_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "contract_import" ON "contract" USING btree ("import_source","import_key");
CREATE INDEX "contract_by_customer" ON "contract" USING btree ("customer_id","id");
CREATE INDEX "contract_due" ON "contract" USING btree ("next_due_on","id") WHERE next_due_on is not null;
CREATE INDEX "contract_search" ON "contract" USING gin ("search_text" gin_trgm_ops);
CREATE INDEX "contract_by_state" ON "contract" USING btree ("state","id");
CREATE INDEX "contract_by_group" ON "contract" USING btree ("group_id");
CREATE INDEX "contract_line_search" ON "contract_line" USING gin ("search_text" gin_trgm_ops);
CREATE INDEX "contract_line_state_by_contract" ON "contract_line_state" USING btree ("contract_id");
CREATE UNIQUE INDEX "contact_email" ON "contact" USING btree (lower("email"));
CREATE UNIQUE INDEX "customer_import" ON "customer" USING btree ("import_source","import_key");
CREATE INDEX "customer_search" ON "customer" USING gin ("search_text" gin_trgm_ops);
CREATE INDEX "customer_by_name" ON "customer" USING btree ("name","id");
CREATE INDEX "customer_by_group" ON "customer" USING btree ("group_id");
CREATE INDEX "customer_contact_by_contact" ON "customer_contact" USING btree ("contact_id");
CREATE INDEX "event_by_contract" ON "event" USING btree ("contract_id","id");
CREATE INDEX "event_by_customer" ON "event" USING btree ("customer_id","id");
CREATE INDEX "event_by_subject" ON "event" USING btree ("subject_id","id");
CREATE INDEX "import_batch_by_time" ON "import_batch" USING btree ("uploaded_at");
CREATE INDEX "invoice_by_customer" ON "invoice" USING btree ("customer_id","issued_on");
CREATE INDEX "invoice_by_contract" ON "invoice" USING btree ("contract_id","issued_on");
CREATE INDEX "invoice_open" ON "invoice" USING btree ("due_on","id") WHERE state = 'issued' and kind = 'invoice' and settled_minor < total_minor;
CREATE INDEX "invoice_by_day" ON "invoice" USING btree ("issued_on","id");
CREATE UNIQUE INDEX "invoice_line_period_once" ON "invoice_line" USING btree ("contract_line_id","kind","period_from","boundary_from","revision") WHERE contract_line_id is not null and not released and credits_line_id is null;
CREATE INDEX "invoice_line_by_credited" ON "invoice_line" USING btree ("credits_line_id") WHERE credits_line_id is not null;
CREATE INDEX "journal_entry_by_customer" ON "journal_entry" USING btree ("customer_id","posted_on");
CREATE INDEX "mailbox_attachment_by_letter" ON "mailbox_attachment" USING btree ("letter_id");
CREATE INDEX "mailbox_letter_by_time" ON "mailbox_letter" USING btree ("sent_at");
CREATE INDEX "mrr_movement_by_customer" ON "mrr_movement" USING btree ("customer_id","currency","moved_on");
CREATE INDEX "mrr_movement_by_day" ON "mrr_movement" USING btree ("moved_on");
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("received_at") WHERE processed_at is null;
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("queued_at") WHERE delivered_at is null and gave_up_at is null;
CREATE INDEX "allocation_by_invoice" ON "allocation" USING btree ("invoice_id");
CREATE INDEX "allocation_by_payment" ON "allocation" USING btree ("payment_id");
CREATE INDEX "allocation_by_credit_note" ON "allocation" USING btree ("credit_note_id");
CREATE INDEX "dispute_by_payment" ON "dispute" USING btree ("payment_id");
CREATE INDEX "payment_by_customer" ON "payment" USING btree ("customer_id","created_at");
CREATE INDEX "payment_waiting" ON "payment" USING btree ("state","created_at") WHERE state in ('started', 'processing', 'action_required');
CREATE INDEX "payment_invoice_by_invoice" ON "payment_invoice" USING btree ("invoice_id");
CREATE INDEX "refund_by_payment" ON "refund" USING btree ("payment_id");
CREATE UNIQUE INDEX "tax_rate_once" ON "tax_rate" USING btree ("country","region","tax_class","valid_from");
CREATE INDEX "secure_link_by_subject" ON "secure_link" USING btree ("subject_kind","subject_id");
CREATE INDEX "secure_link_by_customer" ON "secure_link" USING btree ("customer_id");
CREATE INDEX "secure_link_use_by_link" ON "secure_link_use" USING btree ("link_id","used_at");
CREATE INDEX "session_by_account" ON "session" USING btree ("account_id");
CREATE INDEX "sign_in_request_by_email" ON "sign_in_request" USING btree ("email","requested_at");
CREATE UNIQUE INDEX "staff_user_email" ON "staff_user" USING btree (lower("email"));