# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
assay_test(tst_jsonscanner SOURCES gate/tst_jsonscanner.cpp LIBS assay_gate nlohmann_json::nlohmann_json)
foreach(name gate gatefolder)
  assay_test(tst_${name} SOURCES gate/tst_${name}.cpp LIBS assay_gate)
endforeach()
