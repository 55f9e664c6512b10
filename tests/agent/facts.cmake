# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
foreach(name asksign commandform errorsign homes)
  assay_test(tst_${name} SOURCES facts/tst_${name}.cpp LIBS assay_facts)
endforeach()
