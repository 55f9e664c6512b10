#!/bin/sh
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# Stands where ASSAY_TEST_CLIENT expects the client: runs the real one (ASSAY_REAL_CLIENT) once for each line
# "session<TAB>prompt" of ASSAY_ASKS, in the project and beside the scripted model that were made for it.
set -u
[ "${1:-}" = --version ] && exec "$ASSAY_REAL_CLIENT" --version
cat >capture <<'CAPTURE'
#!/bin/sh
echo "Error: 503 Service Unavailable from payments-api" >&2
exit 1
CAPTURE
printf '#!/bin/sh\necho queued\n' >enqueue
chmod +x capture enqueue
while IFS="$(printf '\t')" read -r session prompt; do
  timeout 300 "$ASSAY_REAL_CLIENT" -p "$prompt" --output-format json --session-id "$session" \
    --allowedTools "Bash,Skill" </dev/null || exit 1
  printf '\n'
done <"$ASSAY_ASKS"
