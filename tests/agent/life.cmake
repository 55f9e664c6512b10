# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
assay_test(tst_candidatelife SOURCES life/tst_candidatelife.cpp LIBS assay_test_import assay_test_store TIMEOUT 240)
assay_test(tst_candidatereturn SOURCES life/tst_candidatereturn.cpp LIBS assay_test_import assay_test_store TIMEOUT 240)
assay_test(tst_miningpass SOURCES life/tst_miningpass.cpp LIBS assay_test_import assay_test_store TIMEOUT 600)
assay_test(tst_miningpieces SOURCES life/tst_miningpieces.cpp life/mineddump.cpp LIBS assay_test_import TIMEOUT 600)
assay_test(tst_minerthread SOURCES life/tst_minerthread.cpp LIBS assay_verb assay_test_import LABELS unit threads TIMEOUT 240)
target_compile_definitions(tst_minerthread PRIVATE JSON_USE_IMPLICIT_CONVERSIONS=0)
set_target_properties(tst_minerthread PROPERTIES DISABLE_PRECOMPILE_HEADERS ON) # it was compiled with them
