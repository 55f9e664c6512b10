# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0

assay_test(tst_askquestion SOURCES memory/tst_askquestion.cpp LIBS assay_data)
assay_test(tst_notes SOURCES memory/tst_notes.cpp LIBS assay_test_import)
assay_test(tst_memory SOURCES memory/tst_memory.cpp LIBS assay_test_import)
assay_test(tst_fleet SOURCES memory/tst_fleet.cpp LIBS assay_test_import assay_mcp TIMEOUT 120)
assay_test(tst_mcpserver SOURCES memory/tst_mcpserver.cpp LIBS assay_mcp nlohmann_json::nlohmann_json)
assay_test(tst_memorycorpus SOURCES memory/tst_memorycorpus.cpp LIBS assay_test_import LABELS corpus long TIMEOUT 3600)
assay_test(tst_summarythread SOURCES memory/tst_summarythread.cpp LIBS assay_verb assay_test_import LABELS unit threads
  TIMEOUT 240)
target_compile_definitions(tst_summarythread PRIVATE JSON_USE_IMPLICIT_CONVERSIONS=0)
set_target_properties(tst_summarythread PROPERTIES DISABLE_PRECOMPILE_HEADERS ON) # it was compiled with them
